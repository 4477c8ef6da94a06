package io.tamperwatch.web.pages;

import io.tamperwatch.posture.Posture;
import io.tamperwatch.posture.PostureCheck;
import io.tamperwatch.posture.PostureChecks;
import io.tamperwatch.posture.PostureState;
import io.tamperwatch.posture.Status;
import io.tamperwatch.web.pages.PostureView.Account;
import io.tamperwatch.web.pages.PostureView.Check;
import jakarta.inject.Singleton;
import java.time.Clock;
import java.time.Instant;
import java.util.Comparator;
import java.util.List;

/** What makes tampering easy, account by account. */
@Singleton
class PosturePage {

    /** What fails first, then what is not known; the gravest of each first. */
    private static final Comparator<PostureState> WORST_FIRST = Comparator.comparingInt(PosturePage::urgency)
            .thenComparing(state -> check(state).severity());

    private final Posture posture;
    private final Shells shells;
    private final Clock clock;

    PosturePage(Posture posture, Shells shells, Clock clock) {
        this.posture = posture;
        this.shells = shells;
        this.clock = clock;
    }

    Reply show(PageRequest request) {
        Instant now = clock.instant();
        List<Account> accounts =
                posture.accounts().stream().map(name -> account(name, now)).toList();
        return Reply.page(Templates.posture(shells.of("Posture", request), new PostureView(accounts)));
    }

    private Account account(String name, Instant now) {
        List<PostureState> states = posture.states(name).stream()
                .filter(state -> PostureChecks.byId(state.check()).isPresent())
                .sorted(WORST_FIRST)
                .toList();
        List<Check> checks = states.stream()
                .map(state -> PostureView.check(state, check(state), now))
                .toList();
        return new Account(name, summary(states), checks);
    }

    private static PostureCheck check(PostureState state) {
        return PostureChecks.byId(state.check()).orElseThrow();
    }

    private static int urgency(PostureState state) {
        return switch (state.status()) {
            case FAIL -> 0;
            case UNKNOWN -> 1;
            case PASS -> 2;
        };
    }

    private static String summary(List<PostureState> states) {
        return states.isEmpty()
                ? "not looked at yet"
                : "%d fail, %d are not known, %d pass"
                        .formatted(
                                count(states, Status.FAIL), count(states, Status.UNKNOWN), count(states, Status.PASS));
    }

    private static long count(List<PostureState> states, Status status) {
        return states.stream().filter(state -> state.status() == status).count();
    }
}
