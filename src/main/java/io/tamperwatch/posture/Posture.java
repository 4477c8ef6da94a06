package io.tamperwatch.posture;

import java.util.List;
import org.jspecify.annotations.Nullable;

/** How the checks stand, for whoever shows it. */
public interface Posture {

    /** @param account null for all that are configured; checks nobody makes any more are left out */
    List<PostureState> states(@Nullable String account);

    /** The configured accounts, by name. */
    List<String> accounts();
}
