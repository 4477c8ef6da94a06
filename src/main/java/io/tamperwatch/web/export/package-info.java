/**
 * Findings as other programs want them: a table, OCSF, ASFF.
 */
@NullMarked
package io.tamperwatch.web.export;

import org.jspecify.annotations.NullMarked;
