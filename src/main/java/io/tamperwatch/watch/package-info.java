/**
 * The poll loop: which windows of which event names are read, in which order, and what is complete.
 */
@NullMarked
package io.tamperwatch.watch;

import org.jspecify.annotations.NullMarked;
