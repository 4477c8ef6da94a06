/**
 * The pages people use: made on the server, readable and usable without scripts.
 */
@NullMarked
package io.tamperwatch.web.pages;

import org.jspecify.annotations.NullMarked;
