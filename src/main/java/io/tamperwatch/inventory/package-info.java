/**
 * What IAM holds now and held before: signing certificates, identity providers, and the trust of roles.
 */
@NullMarked
package io.tamperwatch.inventory;

import org.jspecify.annotations.NullMarked;
