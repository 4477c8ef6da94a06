/**
 * What is done over and over while the service runs, by a clock that nobody can set.
 */
@NullMarked
package io.tamperwatch.job;

import org.jspecify.annotations.NullMarked;
