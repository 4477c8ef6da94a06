package io.tamperwatch.posture;

import java.time.Instant;
import java.util.List;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/**
 * Where it is kept how checks stand, the same for every process that uses the store. Every method throws
 * {@link io.tamperwatch.finding.StoreUnavailable} when the store cannot be reached or refuses to write; then nothing has
 * changed.
 */
public interface PostureStore {

    /**
     * Keeps what was judged, in one transaction. A check goes on standing as it did since when it came to; what is older
     * than what is kept changes nothing.
     *
     * @return what has come to stand otherwise than before, or stands at all for the first time
     */
    List<Turn> keep(List<Judged> judged);

    /** @param account null for all; ordered by account and check */
    List<PostureState> states(@Nullable String account);

    /** In short, of all accounts. */
    List<Standing> standings();

    /** When an account was last looked at. */
    Optional<Instant> checkedAt(String account);

    /** @param before null when the check stands for the first time */
    record Turn(PostureState now, @Nullable Status before) {}
}
