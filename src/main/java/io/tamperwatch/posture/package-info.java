/**
 * The standing state of an account, judged by checks again and again: what makes tampering easy, or hard to notice.
 */
@NullMarked
package io.tamperwatch.posture;

import org.jspecify.annotations.NullMarked;
