/**
 * Findings as other programs want them: a table, OCSF, ASFF.
 */
@NullMarked
package io.tamperwatch.export;

import org.jspecify.annotations.NullMarked;
