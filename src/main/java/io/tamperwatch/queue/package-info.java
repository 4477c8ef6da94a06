/**
 * Events that a queue announces before the event history shows them: hints, until the history confirms them.
 */
@NullMarked
package io.tamperwatch.queue;

import org.jspecify.annotations.NullMarked;
