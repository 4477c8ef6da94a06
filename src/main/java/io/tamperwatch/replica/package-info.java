/** Which accounts each of several replicas works on, under leases in the store they share. */
@NullMarked
package io.tamperwatch.replica;

import org.jspecify.annotations.NullMarked;
