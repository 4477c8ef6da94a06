/**
 * What CloudTrail recorded, typed: event records, who acted, from where. No SDK types.
 */
@NullMarked
package io.tamperwatch.event;

import org.jspecify.annotations.NullMarked;
