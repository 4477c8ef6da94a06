package io.tamperwatch.alert;

import io.tamperwatch.finding.Finding;
import io.tamperwatch.finding.HistoryEntry;
import io.tamperwatch.finding.Notice;
import io.tamperwatch.finding.NotificationStore;
import io.tamperwatch.finding.Raised;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Collection;
import java.util.Comparator;
import java.util.HashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/** What others have been told and are still to be told, in memory. */
final class TestingNotifications implements NotificationStore {

    private final Clock clock;
    private final Map<String, Set<Raised>> raised = new HashMap<>();
    private final List<Notice> notices = new ArrayList<>();
    private String holder = "";
    private Instant heldUntil = Instant.MIN;

    /** @param clock the store's */
    TestingNotifications(Clock clock) {
        this.clock = clock;
    }

    void add(Finding finding, HistoryEntry change) {
        notices.add(new Notice(notices.size() + 1, finding, change, 0, change.at(), null, null));
    }

    @Override
    public boolean takeTurn(String who, Duration lasts) {
        Instant now = clock.instant();
        boolean free = holder.equals(who) || !heldUntil.isAfter(now);
        if (free) {
            holder = who;
            heldUntil = now.plus(lasts);
        }
        return free;
    }

    @Override
    public List<Raised> raised(String receiver) {
        return List.copyOf(raised.getOrDefault(receiver, Set.of()));
    }

    @Override
    public void raise(String receiver, Collection<Raised> added) {
        raised.computeIfAbsent(receiver, one -> new LinkedHashSet<>()).addAll(added);
    }

    @Override
    public void lower(String receiver, Collection<Raised> over) {
        raised.computeIfAbsent(receiver, one -> new LinkedHashSet<>()).removeAll(over);
    }

    @Override
    public List<Notice> due(Instant now, int limit) {
        return notices.stream()
                .filter(notice -> notice.dueAt() != null && !notice.dueAt().isAfter(now))
                .sorted(Comparator.comparing(Notice::dueAt))
                .limit(limit)
                .toList();
    }

    @Override
    public void told(long number) {
        notices.removeIf(notice -> notice.number() == number);
    }

    @Override
    public void failed(long number, Instant at, String error, @Nullable Instant again) {
        notices.replaceAll(notice -> notice.number() != number
                ? notice
                : new Notice(number, notice.finding(), notice.change(), notice.attempts() + 1, again, at, error));
    }

    @Override
    public List<Notice> notices(boolean givenUp, int limit) {
        return notices.stream()
                .filter(notice -> notice.isGivenUp() == givenUp)
                .limit(limit)
                .toList();
    }

    @Override
    public long countNotices(boolean givenUp) {
        return notices(givenUp, Integer.MAX_VALUE).size();
    }

    @Override
    public boolean tellAgain(long number, Instant now) {
        throw new UnsupportedOperationException();
    }

    @Override
    public int tellAllAgain(Instant now) {
        throw new UnsupportedOperationException();
    }

    @Override
    public Optional<Notice> notice(long number) {
        throw new UnsupportedOperationException();
    }
}
