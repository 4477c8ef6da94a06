/**
 * CloudTrail log files, read by a command of its own without the service.
 */
@NullMarked
package io.tamperwatch.scan;

import org.jspecify.annotations.NullMarked;
