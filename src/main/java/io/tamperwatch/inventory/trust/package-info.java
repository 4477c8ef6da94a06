/**
 * Whom a role's trust policy lets in through an OpenID Connect provider.
 */
@NullMarked
package io.tamperwatch.inventory.trust;

import org.jspecify.annotations.NullMarked;
