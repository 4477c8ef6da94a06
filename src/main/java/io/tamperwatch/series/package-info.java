/**
 * Series of metrics that exist for every account, told when they are asked for.
 */
@NullMarked
package io.tamperwatch.series;

import org.jspecify.annotations.NullMarked;
