/**
 * What a finding means in the light of who acted, from where, and what happened around it: signals, severity, scenarios;
 * pure.
 */
@NullMarked
package io.tamperwatch.assess;

import org.jspecify.annotations.NullMarked;
