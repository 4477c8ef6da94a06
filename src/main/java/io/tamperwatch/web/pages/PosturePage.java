package io.tamperwatch.web.pages;

import io.tamperwatch.posture.Posture;
import io.tamperwatch.posture.PostureCheck;
import io.tamperwatch.posture.PostureChecks;
import io.tamperwatch.posture.PostureState;
import io.tamperwatch.posture.Status;
import io.tamperwatch.remediation.PostureRemediations;
import io.tamperwatch.web.pages.PostureView.Account;
import io.tamperwatch.web.pages.PostureView.AccountRow;
import jakarta.inject.Singleton;
import java.time.Clock;
import java.time.Instant;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;

/** What makes tampering easy, account by account. */
@Singleton
class PosturePage {

    /** More, told in full, would make the page heavy. */
    private static final int MOST_IN_FULL = 1;

    private static final int MOST_ROWS = 120;
    private static final int MOST_OFFENDERS = 6;
    private static final int MOST_OFFENDERS_ALONE = 100;
    private static final int MOST_TITLES = 3;

    /** What fails first, then what is not known; the gravest of each first. */
    private static final Comparator<PostureState> WORST_FIRST = Comparator.comparingInt(PosturePage::urgency)
            .thenComparing(state -> check(state).severity());

    private final Posture posture;
    private final PostureRemediations remediations;
    private final Shells shells;
    private final Answers answers;
    private final Clock clock;

    PosturePage(Posture posture, PostureRemediations remediations, Shells shells, Answers answers, Clock clock) {
        this.posture = posture;
        this.remediations = remediations;
        this.shells = shells;
        this.answers = answers;
        this.clock = clock;
    }

    Reply show(PageRequest request) {
        String given = request.query().getFirst("account");
        String chosen = given == null || given.isBlank() ? null : given.strip();
        return Reply.page(Templates.posture(shells.of("Posture", request), view(chosen)));
    }

    private PostureView view(@Nullable String chosen) {
        Instant now = clock.instant();
        List<String> names = posture.accounts().stream()
                .filter(name -> chosen == null || name.equals(chosen))
                .toList();
        Map<String, List<PostureState>> states = states(chosen);
        boolean inFull = names.size() <= MOST_IN_FULL;
        int more = inFull ? 0 : names.size() - MOST_ROWS;
        return new PostureView(
                inFull
                        ? names.stream()
                                .map(name -> account(name, of(states, name), now))
                                .toList()
                        : List.of(),
                inFull ? List.of() : rows(names, states),
                more > 0 ? more + " more accounts; name one to see it" : null,
                chosen == null ? null : Shown.text(chosen));
    }

    private Map<String, List<PostureState>> states(@Nullable String chosen) {
        return posture.states(chosen).stream()
                .filter(state -> PostureChecks.byId(state.check()).isPresent())
                .sorted(WORST_FIRST)
                .collect(Collectors.groupingBy(PostureState::account));
    }

    private static List<PostureState> of(Map<String, List<PostureState>> states, String name) {
        return states.getOrDefault(name, List.of());
    }

    private static Account account(String name, List<PostureState> states, Instant now) {
        return new Account(
                Shown.text(name),
                summary(states),
                states.stream()
                        .map(state -> PostureView.check(state, check(state), MOST_OFFENDERS, now))
                        .toList());
    }

    /** Where most fails stands first. */
    private static List<AccountRow> rows(List<String> names, Map<String, List<PostureState>> states) {
        return names.stream()
                .sorted(Comparator.comparingLong((String name) -> -count(of(states, name), Status.FAIL)))
                .limit(MOST_ROWS)
                .map(name -> row(name, of(states, name)))
                .toList();
    }

    private static AccountRow row(String name, List<PostureState> states) {
        Status worst = count(states, Status.FAIL) > 0
                ? Status.FAIL
                : states.isEmpty() || count(states, Status.UNKNOWN) > 0 ? Status.UNKNOWN : Status.PASS;
        return new AccountRow(
                PostureView.href(name),
                Shown.text(name),
                worst.label(),
                PostureView.label(worst),
                summary(states),
                states.stream()
                        .filter(state -> state.status() == Status.FAIL)
                        .limit(MOST_TITLES)
                        .map(state -> check(state).title())
                        .toList());
    }

    /** One check in one account, with what to do about it. */
    Reply one(PageRequest request) {
        return entry(request.part("account"), request.part("check"))
                .<Reply>map(entry ->
                        Reply.page(Templates.check(shells.of(entry.check().title(), request), entry)))
                .orElseGet(() -> answers.notFound(request, "There is no such check, or it has not been made yet"));
    }

    private Optional<PostureView.Entry> entry(String account, String id) {
        if (!posture.accounts().contains(account)) {
            return Optional.empty();
        }
        return posture.states(account).stream()
                .filter(state -> state.check().equals(id))
                .findFirst()
                .flatMap(state -> PostureChecks.byId(id).map(check -> entry(state, check)));
    }

    private PostureView.Entry entry(PostureState state, PostureCheck check) {
        return new PostureView.Entry(
                Shown.text(state.account()),
                PostureView.href(state.account()),
                PostureView.check(state, check, MOST_OFFENDERS_ALONE, clock.instant()),
                remediations
                        .of(state)
                        .map(remediation -> Todos.of(remediation, PostureView.href(state, check)))
                        .orElse(Todos.NONE));
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
