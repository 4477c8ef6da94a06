package io.tamperwatch.assess;

import static io.tamperwatch.assess.Cases.ADD;
import static io.tamperwatch.assess.Cases.CI;
import static io.tamperwatch.assess.Cases.DELETE;
import static io.tamperwatch.assess.Cases.NOON;
import static io.tamperwatch.assess.Cases.REMOVE;
import static io.tamperwatch.assess.Cases.UPLOAD;
import static io.tamperwatch.assess.Cases.USER_DELETED;
import static io.tamperwatch.assess.Cases.onProvider;
import static io.tamperwatch.assess.Cases.onUser;
import static io.tamperwatch.assess.Cases.role;
import static io.tamperwatch.assess.Cases.user;
import static org.assertj.core.api.Assertions.assertThat;

import io.tamperwatch.assess.Cases.Event;
import io.tamperwatch.catalogue.Severity;
import io.tamperwatch.finding.Finding;
import io.tamperwatch.finding.Fit;
import io.tamperwatch.finding.HistoryEntry;
import io.tamperwatch.finding.ScenarioFit;
import io.tamperwatch.finding.Signal;
import io.tamperwatch.finding.Surroundings;
import io.tamperwatch.finding.Trace;
import java.time.Duration;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;

class AssessorTest {

    private static final Assessor UNKNOWING = new Assessor(Cases.CATALOGUE, AssessSettings.NONE);
    private static final Assessor KNOWING =
            new Assessor(Cases.CATALOGUE, AssessSettings.of(Optional.of("203.0.113.0/24"), Optional.of(CI)));

    private static final Event DELETED = Event.of("self", DELETE, NOON, role("ci", "run"), onUser("bob", "C1"));
    private static final Event OFF_BOARDED =
            Event.of("next", USER_DELETED, NOON.plusSeconds(3), role("ci", "run"), onUser("bob", "C1"));
    private static final Event REMOVED = Event.of("self", REMOVE, NOON, role("ci", "run"), onProvider("old"));
    private static final Event ADDED =
            Event.of("next", ADD, NOON.minusSeconds(3), role("ci", "run"), onProvider("new"));

    @Test
    void keepsTheSeverityOfTheDetectionWhereNothingSpeaksEitherWay() {
        Finding judged = judge(UNKNOWING, Event.of("self", DELETE, NOON, user("bob"), onUser("bob", "C1")));

        assertThat(judged.severity()).isEqualTo(Severity.HIGH);
        assertThat(judged.signals()).isEmpty();
        assertThat(judged.scenarios())
                .containsExactly(
                        new ScenarioFit(
                                "broken",
                                "Something broke",
                                Fit.POSSIBLE,
                                "No signal speaks for it or against it. It no longer works."),
                        new ScenarioFit(
                                "intruder",
                                "An intruder",
                                Fit.POSSIBLE,
                                "No signal speaks for it or against it. Somebody got in."));
    }

    @Test
    void lowersARoutineOfAnExpectedActorToInfoAndShowsTheEvidence() {
        Finding judged = judge(KNOWING, DELETED, OFF_BOARDED);

        assertThat(judged.severity()).isEqualTo(Severity.INFO);
        assertThat(judged.signals())
                .containsExactly(
                        new Signal("actor-not-owner", 1, "The caller is not the user whose credential was touched."),
                        new Signal("expected-actor", -3, "The actor's own ARN is on the list of expected actors."),
                        new Signal(
                                "routine-sequence",
                                -4,
                                "A user is deleted: DeleteUser followed, at 2026-03-01T12:00:03Z (event next)."));
        assertThat(judged.scenarios()).extracting(ScenarioFit::fit).containsExactly(Fit.LIKELY, Fit.UNLIKELY);
    }

    @Test
    void neverLowersBelowMediumForAnybodyElse() {
        assertThat(judge(UNKNOWING, DELETED, OFF_BOARDED).severity()).isEqualTo(Severity.MEDIUM);
    }

    @Test
    void takesNobodysWordForASessionName() {
        Event posing = Event.of("self", DELETE, NOON, role("intruder", "ci"), onUser("bob", "C1"));

        assertThat(codes(judge(KNOWING, posing))).containsExactly("actor-not-owner");
    }

    @Test
    void countsAnExpectedActorForNothingFromAnUntrustedNetwork() {
        Finding judged = judge(KNOWING, DELETED.from("198.51.100.7"), OFF_BOARDED);

        assertThat(weights(judged))
                .isEqualTo(Map.of(
                        "actor-not-owner", 1, "expected-actor", 0, "routine-sequence", -4, "untrusted-network", 2));
        assertThat(judged.severity()).isEqualTo(Severity.HIGH);
    }

    @Test
    void takesAnAdditionNearARemovalForASwapUnlessTheActorIsExpected() {
        Finding swap = judge(UNKNOWING, REMOVED, ADDED);
        Finding configured = judge(KNOWING, REMOVED, ADDED);

        assertThat(weights(swap)).isEqualTo(Map.of("add-near-remove", 2));
        assertThat(swap.severity()).isEqualTo(Severity.CRITICAL);
        assertThat(swap.scenarios()).extracting(ScenarioFit::id).containsExactly("intruder", "broken");
        assertThat(weights(configured))
                .isEqualTo(Map.of("add-near-remove", 0, "expected-actor", -3, "routine-sequence", -4));
        assertThat(configured.severity()).isEqualTo(Severity.INFO);
    }

    @Test
    void takesTheSameForASwapWhenAnExpectedActorComesFromElsewhere() {
        Finding swap = judge(KNOWING, REMOVED.from("198.51.100.7"), ADDED);

        assertThat(weights(swap)).isEqualTo(Map.of("add-near-remove", 2, "expected-actor", 0, "untrusted-network", 2));
        assertThat(swap.severity()).isEqualTo(Severity.CRITICAL);
    }

    @Test
    void seesTheSwapOfTwoHandsAndOfTheAdditionItself() {
        Event byAnother = Event.of("next", ADD, NOON.plusSeconds(900), user("mallory"), onProvider("evil"));

        assertThat(codes(judge(KNOWING, byAnother, REMOVED))).containsExactly("add-near-remove");
        assertThat(judge(KNOWING, byAnother, REMOVED).severity()).isEqualTo(Severity.HIGH);
    }

    @Test
    void recognisesARoutineOnlyInTheSameSessionOnTheSameUserInTime() {
        Event otherSession =
                Event.of("next", USER_DELETED, NOON.plusSeconds(3), role("ci", "other"), onUser("bob", ""));
        Event otherUser = Event.of("next", USER_DELETED, NOON.plusSeconds(3), role("ci", "run"), onUser("eve", ""));
        Event tooLate = Event.of("next", USER_DELETED, NOON.plusSeconds(3601), role("ci", "run"), onUser("bob", ""));
        Event before = Event.of("next", USER_DELETED, NOON.minusSeconds(3), role("ci", "run"), onUser("bob", ""));
        Stream.of(otherSession, otherUser, tooLate, before, OFF_BOARDED.refused())
                .forEach(other -> assertThat(codes(judge(UNKNOWING, DELETED, other)))
                        .as(other.toString())
                        .containsExactly("actor-not-owner"));
    }

    @Test
    void recognisesARotation() {
        Event uploaded = Event.of("next", UPLOAD, NOON.minusSeconds(600), user("bob"), onUser("bob", "C2"));
        Event deleted = Event.of("self", DELETE, NOON, user("bob"), onUser("bob", "C1"));

        assertThat(weights(judge(UNKNOWING, deleted, uploaded))).isEqualTo(Map.of("routine-sequence", -4));
    }

    @Test
    void weighsARefusalBeforeASuccessAndKeepsTheRefusalsOwnSeverity() {
        Event refused = Event.of("r", DELETE, NOON.minusSeconds(60), user("bob"), onUser("bob", "C1"))
                .refused();
        Event allowed = Event.of("a", DELETE, NOON, user("bob"), onUser("bob", "C1"));

        assertThat(weights(judge(UNKNOWING, allowed, refused))).isEqualTo(Map.of("denied-then-allowed", 3));
        assertThat(judge(UNKNOWING, allowed, refused).severity()).isEqualTo(Severity.CRITICAL);
        Finding attempt = judge(UNKNOWING, refused);
        assertThat(attempt.severity()).isEqualTo(Severity.MEDIUM);
        assertThat(attempt.change()).isEqualTo(io.tamperwatch.finding.Change.NO_OP);
        assertThat(attempt.scenarios()).extracting(ScenarioFit::fit).containsOnly(Fit.UNLIKELY);
    }

    @Test
    void countsOwnersNotAnchorsInABurst() {
        Event[] oneUser = burst(i -> "bob");
        Event[] manyUsers = burst(i -> "user" + i);

        assertThat(codes(judge(UNKNOWING, oneUser))).containsExactly("actor-not-owner");
        assertThat(codes(judge(UNKNOWING, manyUsers))).containsExactly("actor-not-owner", "anchor-burst");
        assertThat(codes(judge(UNKNOWING, Arrays.copyOf(manyUsers, 4)))).containsExactly("actor-not-owner");
    }

    private static Event[] burst(java.util.function.IntFunction<String> owner) {
        return java.util.stream.IntStream.range(0, 6)
                .mapToObj(i -> Event.of(
                        "b" + i, DELETE, NOON.plusSeconds(i * 60L), user("mallory"), onUser(owner.apply(i), "C" + i)))
                .toArray(Event[]::new);
    }

    @Test
    void callsACallTheFirstOnlyWhenHistoryReachesBackFarEnough() {
        Trace trace = Trace.of(DELETED.finding());
        Surroundings young = around(trace, Map.of(), Duration.ofDays(6));
        Surroundings old = around(trace, Map.of(), Duration.ofDays(7));
        Surroundings known = around(trace, Map.of(trace.habit(), NOON.minusSeconds(1)), Duration.ofDays(30));

        assertThat(codes(UNKNOWING.first(DELETED.finding(), trace, young).finding()))
                .doesNotContain("first-time-actor");
        assertThat(codes(UNKNOWING.first(DELETED.finding(), trace, old).finding()))
                .contains("first-time-actor");
        assertThat(codes(UNKNOWING.first(DELETED.finding(), trace, known).finding()))
                .doesNotContain("first-time-actor");
    }

    private static Surroundings around(Trace trace, Map<Trace.Habit, java.time.Instant> firstAt, Duration history) {
        return new Surroundings(List.of(), List.of(trace), firstAt, NOON.minus(history));
    }

    @Test
    void weighsRootAndMissingMfaAndAConsoleOpenedWithAKey() {
        String root = """
                {"type":"Root","arn":"arn:aws:iam::111122223333:root","accountId":"111122223333",\
                "sessionContext":{"attributes":{"mfaAuthenticated":"false"}}}""";
        String federated = """
                {"type":"FederatedUser","arn":"arn:aws:sts::111122223333:federated-user/x","accountId":"111122223333",\
                "sessionContext":{"sessionIssuer":{"type":"IAMUser","arn":"arn:aws:iam::111122223333:user/bob"}}},\
                "sessionCredentialFromConsole":"true"
                """.strip();

        assertThat(weights(judge(UNKNOWING, Event.of("self", DELETE, NOON, root, "{\"certificateId\":\"C\"}"))))
                .isEqualTo(Map.of("root", 3, "no-mfa", 1));
        assertThat(weights(judge(UNKNOWING, Event.of("self", DELETE, NOON, federated, "{\"certificateId\":\"C\"}"))))
                .isEqualTo(Map.of("console-long-term-key", 2));
    }

    @Test
    void judgesAgainWhatLaterEventsShedLightOnAndTellsBothJudgements() {
        Trace known = Trace.of(DELETED.finding()).kept(0, 7);
        Finding before = judge(KNOWING, DELETED);
        Surroundings around =
                new Surroundings(List.of(known), List.of(Trace.ofContext(OFF_BOARDED.finding())), Map.of(), null);

        assertThat(KNOWING.affected(around)).containsExactly(known);
        var reviewed = KNOWING.again(before, known, around, NOON.plusSeconds(600));

        assertThat(reviewed.finding().severity()).isEqualTo(Severity.INFO);
        assertThat(reviewed.finding().history())
                .containsExactly(
                        new HistoryEntry(NOON.plusSeconds(300), "detected", null, null),
                        new HistoryEntry(
                                NOON.plusSeconds(600),
                                "assessed",
                                null,
                                "from medium (actor-not-owner +1, expected-actor -3) to info (actor-not-owner +1,"
                                        + " expected-actor -3, routine-sequence -4)"));
        assertThat(KNOWING.affected(
                        new Surroundings(List.of(known.kept(reviewed.marks(), 7)), around.arriving(), Map.of(), null)))
                .isEmpty();
    }

    private static Finding judge(Assessor assessor, Event... events) {
        List<Finding> findings = Arrays.stream(events).map(Event::finding).toList();
        List<Trace> traces = findings.stream().map(Trace::of).toList();
        return assessor.first(
                        findings.getFirst(), traces.getFirst(), new Surroundings(List.of(), traces, Map.of(), null))
                .finding();
    }

    private static List<String> codes(Finding finding) {
        return finding.signals().stream().map(Signal::code).toList();
    }

    private static Map<String, Integer> weights(Finding finding) {
        return finding.signals().stream().collect(Collectors.toMap(Signal::code, Signal::weight));
    }
}
