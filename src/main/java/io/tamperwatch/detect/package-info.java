/**
 * The decision from an event record and the catalogue to a finding; pure.
 */
@NullMarked
package io.tamperwatch.detect;

import org.jspecify.annotations.NullMarked;
