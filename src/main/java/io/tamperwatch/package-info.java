/**
 * Wiring: the clock, the command line and the checks made before the service starts.
 */
@NullMarked
package io.tamperwatch;

import org.jspecify.annotations.NullMarked;
