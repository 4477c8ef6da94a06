/**
 * One configuration value that knows its key and how to refuse what it cannot mean.
 */
@NullMarked
package io.tamperwatch.setting;

import org.jspecify.annotations.NullMarked;
