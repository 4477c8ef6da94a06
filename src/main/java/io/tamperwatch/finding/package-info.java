/**
 * A finding and its life, and the port behind which findings are kept.
 */
@NullMarked
package io.tamperwatch.finding;

import org.jspecify.annotations.NullMarked;
