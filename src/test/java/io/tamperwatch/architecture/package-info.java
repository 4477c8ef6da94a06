/**
 * The rules of docs/ARCHITECTURE.md, checked on the compiled product.
 */
@NullMarked
package io.tamperwatch.architecture;

import org.jspecify.annotations.NullMarked;
