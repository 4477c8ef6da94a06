/**
 * Where the session behind a finding came from: from a temporary access key back to what issued it, and what else it did.
 */
@NullMarked
package io.tamperwatch.session;

import org.jspecify.annotations.NullMarked;
