/**
 * What this process may do in each account, learned from what AWS answers: which permissions are missing and what each switches off.
 */
@NullMarked
package io.tamperwatch.rights;

import org.jspecify.annotations.NullMarked;
