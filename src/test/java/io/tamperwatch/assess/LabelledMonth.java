package io.tamperwatch.assess;

import static io.tamperwatch.assess.Cases.role;
import static io.tamperwatch.assess.Cases.user;

import io.tamperwatch.assess.Cases.Event;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Random;
import java.util.UUID;

/**
 * A month of one account, each event with what it really is: deployments that change client IDs, rotations, people who
 * leave, calls nobody watches, and three intrusions hidden in it. Seeded, so that it is the same month every time.
 */
final class LabelledMonth {

    enum Label {
        INTRUSION,
        ROUTINE,
        NOISE
    }

    record Labelled(Event event, Label label) {}

    static final List<String> EXPECTED = List.of(
            "arn:aws:iam::111122223333:role/ci",
            "arn:aws:iam::111122223333:role/off-boarding",
            "arn:aws:iam::111122223333:role/rotation");

    private static final Instant START = Instant.parse("2026-03-01T00:00:00Z");
    private static final int DAYS = 30;
    private static final String OUTSIDE = "198.51.100.66";

    private final Random random;
    private final List<Labelled> events = new ArrayList<>();

    LabelledMonth(long seed) {
        random = new Random(seed);
        for (int day = 0; day < DAYS; day++) {
            ordinaryDay(START.plus(Duration.ofDays(day)), day);
        }
        stolenDeployment(START.plus(Duration.ofDays(12)).plusSeconds(9_000));
        probingUser(START.plus(Duration.ofDays(19)).plusSeconds(40_000));
        ransackingRole(START.plus(Duration.ofDays(26)).plusSeconds(70_000));
    }

    List<Labelled> events() {
        return List.copyOf(events);
    }

    private void ordinaryDay(Instant day, int number) {
        for (int i = 0; i < 280; i++) {
            add(Label.NOISE, "ListUsers", within(day), user("auditor"), "null", "203.0.113.7");
        }
        for (int i = 0; i < 20; i++) {
            deployment(within(day), "run-%d-%d".formatted(number, i));
        }
        for (int i = 0; i < 3; i++) {
            departure(within(day), "leaver-%d-%d".formatted(number, i));
        }
        for (int i = 0; i < 2; i++) {
            ownRotation(within(day), "person-" + random.nextInt(10));
        }
        for (int i = 0; i < 8; i++) {
            rotation(within(day), "service-" + random.nextInt(40), "turn-%d-%d".formatted(number, i));
        }
    }

    private Instant within(Instant day) {
        return day.plusSeconds(random.nextInt(82_000));
    }

    private void deployment(Instant at, String session) {
        String ci = role("ci", session);
        add(Label.ROUTINE, Cases.ADD, at, ci, Cases.onProvider("app-" + session), "203.0.113.20");
        add(Label.ROUTINE, Cases.REMOVE, at.plusSeconds(2), ci, Cases.onProvider("old-" + session), "203.0.113.20");
    }

    private void departure(Instant at, String leaver) {
        String hand = role("off-boarding", leaver);
        String request = Cases.onUser(leaver, "CERT" + leaver);
        add(Label.ROUTINE, Cases.DELETE, at, hand, request, "203.0.113.21");
        add(Label.ROUTINE, "DeleteAccessKey", at.plusSeconds(1), hand, request, "203.0.113.21");
        add(Label.ROUTINE, "DeleteLoginProfile", at.plusSeconds(2), hand, request, "203.0.113.21");
        add(Label.NOISE, Cases.USER_DELETED, at.plusSeconds(4), hand, request, "203.0.113.21");
    }

    private void rotation(Instant at, String owner, String session) {
        String hand = role("rotation", session);
        add(Label.ROUTINE, Cases.UPLOAD, at, hand, Cases.onUser(owner, "NEW" + session), "203.0.113.22");
        add(
                Label.ROUTINE,
                Cases.DELETE,
                at.plusSeconds(600),
                hand,
                Cases.onUser(owner, "OLD" + session),
                "203.0.113.22");
    }

    /** By people who are on no list. */
    private void ownRotation(Instant at, String person) {
        add(Label.ROUTINE, Cases.UPLOAD, at, user(person), Cases.onUser(person, "NEW"), "203.0.113.30");
        add(
                Label.ROUTINE,
                Cases.DELETE,
                at.plusSeconds(300),
                user(person),
                Cases.onUser(person, "OLD"),
                "203.0.113.30");
    }

    /** The pipeline's credentials in another hand, from elsewhere: it poses as an ordinary change. */
    private void stolenDeployment(Instant at) {
        String stolen = role("ci", "run-12-3");
        add(Label.INTRUSION, Cases.ADD, at, stolen, Cases.onProvider("evil"), OUTSIDE);
        add(Label.INTRUSION, Cases.REMOVE, at.plusSeconds(2), stolen, Cases.onProvider("payments"), OUTSIDE);
    }

    /** A user who is refused until something gives way. */
    private void probingUser(Instant at) {
        for (int i = 0; i < 3; i++) {
            Event attempt = event(
                    Cases.DELETE, at.plusSeconds(i * 30L), user("mallory"), Cases.onUser("payments", "C9"), OUTSIDE);
            events.add(new Labelled(attempt.refused(), Label.INTRUSION));
        }
        add(
                Label.INTRUSION,
                Cases.DELETE,
                at.plusSeconds(900),
                user("mallory"),
                Cases.onUser("payments", "C9"),
                OUTSIDE);
    }

    /** A role nobody expects takes the certificates of many, from inside. */
    private void ransackingRole(Instant at) {
        for (int i = 0; i < 7; i++) {
            add(
                    Label.INTRUSION,
                    Cases.DELETE,
                    at.plusSeconds(i * 40L),
                    role("support", "session"),
                    Cases.onUser("service-" + i, "S" + i),
                    "203.0.113.77");
        }
    }

    private void add(Label label, String name, Instant at, String identity, String request, String from) {
        events.add(new Labelled(event(name, at, identity, request, from), label));
    }

    private Event event(String name, Instant at, String identity, String request, String from) {
        String id = new UUID(random.nextLong(), random.nextLong()).toString();
        return Event.of(id, name, at, identity, request).from(from);
    }
}
