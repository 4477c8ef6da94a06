package io.tamperwatch.session;

import io.tamperwatch.event.LogText;
import io.tamperwatch.finding.Aspect;
import io.tamperwatch.finding.Finding;
import io.tamperwatch.finding.FindingStore;
import io.tamperwatch.finding.HistoryEntry;
import io.tamperwatch.finding.Impact;
import io.tamperwatch.finding.WebIdentityUse;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import org.jboss.logging.Logger;
import org.jspecify.annotations.Nullable;

/**
 * Looks for who gets roles through the provider a finding is about, and whose tokens are refused since. It is looked at again
 * for a day: who has not tried yet has not failed.
 */
public final class UseTracing implements Tracing {

    private static final Logger LOG = Logger.getLogger(UseTracing.class);

    private static final List<Duration> AGAIN = List.of(
            Duration.ofMinutes(5),
            Duration.ofMinutes(15),
            Duration.ofHours(1),
            Duration.ofHours(6),
            Duration.ofHours(24));

    private final FindingStore store;
    private final UseLook useLook;
    private final Clock clock;

    public UseTracing(FindingStore store, SessionHistory history, Clock clock) {
        this.store = store;
        this.useLook = new UseLook(history);
        this.clock = clock;
    }

    @Override
    public List<Finding> due(Set<String> elsewhere, int most) {
        return store.awaiting(Aspect.WEB_IDENTITY, clock.instant(), elsewhere, most);
    }

    @Override
    public boolean look(Finding finding) {
        Instant now = clock.instant();
        if (!Aspect.WEB_IDENTITY.isAwaitedOf(finding)) {
            // it has turned out to be less grave meanwhile, or to have changed nothing
            store.learn(finding, Aspect.WEB_IDENTITY, stored -> stored, null);
            return true;
        }
        return lookNow(finding, now);
    }

    private boolean lookNow(Finding finding, Instant now) {
        Optional<WebIdentityUse> use;
        try {
            use = useLook.look(finding, now);
        } catch (RuntimeException e) {
            LOG.errorf(e, "a fault in looking at web identities, please report it id=%s", LogText.of(finding.id()));
            store.learn(finding, Aspect.WEB_IDENTITY, stored -> stored, null);
            return true;
        }
        use.ifPresent(seen -> keep(finding, seen));
        return use.isPresent();
    }

    private void keep(Finding finding, WebIdentityUse use) {
        Instant again = again(use);
        store.learn(finding, Aspect.WEB_IDENTITY, stored -> with(stored, use), again);
        LOG.infof(
                "web identities looked at id=%s account=%s events=%d roles=%d failures=%d again=%s",
                LogText.of(finding.id()),
                finding.account(),
                use.usage().events(),
                use.roles().size(),
                use.usage().failures(),
                again);
    }

    private static @Nullable Instant again(WebIdentityUse use) {
        return use.looks() > AGAIN.size() ? null : use.lookedAt().plus(AGAIN.get(use.looks() - 1));
    }

    /** A finding's history tells once that tokens are refused. */
    private static Finding with(Finding stored, WebIdentityUse use) {
        Finding knowing = stored.knowing(stored.knowledge().with(use));
        return refused(stored) == 0 && refused(knowing) > 0
                ? knowing.after(new HistoryEntry(
                        use.lookedAt(),
                        "tokens refused",
                        null,
                        "Tokens are refused for %d of the roles since the event.".formatted(refused(knowing))))
                : knowing;
    }

    private static int refused(Finding finding) {
        Impact impact = finding.knowledge().impact();
        Impact.BlastRadius radius = impact == null ? null : impact.blastRadius();
        Integer broken = radius == null ? null : radius.broken();
        return broken == null ? 0 : broken;
    }
}
