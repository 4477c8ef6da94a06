package io.tamperwatch.web.pages;

import org.jspecify.annotations.Nullable;

/**
 * What the login page shows.
 *
 * @param next the page to go on to
 * @param refused whether a token has just been refused
 * @param provider the OpenID provider's host; null where tokens are pasted
 * @param href where logging in at the provider begins
 */
record LoginView(String next, boolean refused, @Nullable String provider, String href) {}
