package io.tamperwatch.web;

import io.tamperwatch.finding.Notice;
import io.tamperwatch.finding.NotificationStore;
import io.tamperwatch.finding.Raised;
import jakarta.enterprise.inject.Alternative;
import jakarta.inject.Singleton;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Collection;
import java.util.List;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/** Notices in memory. */
@Alternative
@Singleton
class TestingNotificationStore implements NotificationStore {

    final List<Notice> notices = new ArrayList<>();

    @Override
    public boolean takeTurn(String holder, Duration lasts) {
        return true;
    }

    @Override
    public List<Raised> raised(String receiver) {
        return List.of();
    }

    @Override
    public void raise(String receiver, Collection<Raised> raised) {
        throw new UnsupportedOperationException();
    }

    @Override
    public void lower(String receiver, Collection<Raised> raised) {
        throw new UnsupportedOperationException();
    }

    @Override
    public List<Notice> due(Instant now, int limit) {
        return List.of();
    }

    @Override
    public void told(long number) {
        throw new UnsupportedOperationException();
    }

    @Override
    public void failed(long number, Instant at, String error, @Nullable Instant again) {
        throw new UnsupportedOperationException();
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
        boolean there = notices.stream().anyMatch(notice -> notice.number() == number);
        notices.replaceAll(notice -> notice.number() == number ? again(notice, now) : notice);
        return there;
    }

    @Override
    public int tellAllAgain(Instant now) {
        int count = (int) countNotices(true);
        notices.replaceAll(notice -> notice.isGivenUp() ? again(notice, now) : notice);
        return count;
    }

    private static Notice again(Notice notice, Instant now) {
        return new Notice(notice.number(), notice.finding(), notice.change(), 0, now, notice.triedAt(), notice.error());
    }

    @Override
    public Optional<Notice> notice(long number) {
        return notices.stream().filter(notice -> notice.number() == number).findFirst();
    }
}
