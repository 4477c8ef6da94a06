/**
 * What is handed over of a finding to somebody who was not there: one archive with a manifest of hashes, signed where a key is configured.
 */
@NullMarked
package io.tamperwatch.evidence;

import org.jspecify.annotations.NullMarked;
