package io.tamperwatch.inventory;

import org.jspecify.annotations.Nullable;

/**
 * Something a snapshot lacks.
 *
 * @param permission what has to be allowed for it; null when permissions are not the reason
 * @param why one sentence
 */
record Gap(Part part, @Nullable String permission, String why) {}
