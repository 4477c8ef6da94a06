/**
 * Measures the built product, the jar and the native executable, against a replayed event history; docs/benchmarks.md
 * says how and what came out. Programs, which no build runs, and tests of what they judge by.
 */
@NullMarked
package io.tamperwatch.benchmark;

import org.jspecify.annotations.NullMarked;
