/**
 * The HTTP edge: REST resources, problems, access.
 */
@NullMarked
package io.tamperwatch.web;

import org.jspecify.annotations.NullMarked;
