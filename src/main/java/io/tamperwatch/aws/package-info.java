/**
 * The AWS edge: SDK clients, accounts, and LookupEvents as an event source.
 */
@NullMarked
package io.tamperwatch.aws;

import org.jspecify.annotations.NullMarked;
