/**
 * Measures the built product, the jar and the native executable, against a replayed event history; docs/benchmarks.md
 * says how and what came out. Programs, not tests: nothing here runs in a build.
 */
@NullMarked
package io.tamperwatch.benchmark;

import org.jspecify.annotations.NullMarked;
