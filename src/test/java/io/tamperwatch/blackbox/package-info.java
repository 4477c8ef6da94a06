/**
 * Tests of the built product as its users meet it: a process of its own, its ports, its output and its end. They run after
 * packaging, against the jar or the native executable.
 */
package io.tamperwatch.blackbox;
