package io.tamperwatch.emulator;

import org.jspecify.annotations.Nullable;

/**
 * What goes back over HTTP.
 *
 * @param errorType the x-amzn-ErrorType header; null for none
 */
record Answer(int status, String contentType, @Nullable String errorType, String body) {}
