/**
 * The detections, loaded from their data files and validated.
 */
@NullMarked
package io.tamperwatch.catalogue;

import org.jspecify.annotations.NullMarked;
