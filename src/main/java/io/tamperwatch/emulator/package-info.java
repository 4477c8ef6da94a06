/**
 * An AWS to try the product on: CloudTrail event history, IAM and STS over HTTP; in dev mode and in tests, never in the packaged product.
 */
@NullMarked
package io.tamperwatch.emulator;

import org.jspecify.annotations.NullMarked;
