package io.tamperwatch.inventory.trust;

import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.stream.Stream;

/** A policy's statements, read together for tokens of one provider. */
final class TrustReading {

    /** One statement that lets tokens of the provider in, with what other statements deny taken off. */
    private record Opening(Answer opens, Audiences audiences, Subjects subjects, Statement statement) {}

    private final TokenKeys keys;
    private final List<Statement> federating;
    private final List<Statement> denying;

    /** What a Deny statement of a kind that can be turned round asks of every subject. */
    private final List<Condition> demanded = new ArrayList<>();

    private final List<String> further = new ArrayList<>();
    private boolean closed;
    private boolean sure = true;

    TrustReading(List<Statement> statements, TokenKeys keys) {
        this.keys = keys;
        federating = statements.stream()
                .filter(Statement::allows)
                .filter(this::mayConcern)
                .toList();
        denying = statements.stream()
                .filter(statement -> !statement.allows())
                .filter(this::mayConcern)
                .toList();
    }

    private boolean mayConcern(Statement statement) {
        return statement.isAbout(keys.providerArn()) != Answer.NO && keys.others(statement) != Answer.NO;
    }

    TrustRelation relation() {
        if (federating.isEmpty()) {
            return Sentences.outside();
        }
        denying.forEach(this::deny);
        List<Opening> openings = federating.stream().map(this::opening).toList();
        for (Answer answer : List.of(Answer.YES, Answer.UNKNOWN)) {
            List<Opening> open =
                    openings.stream().filter(opening -> opening.opens == answer).toList();
            if (!open.isEmpty()) {
                Reach reach = answer == Answer.YES ? Reach.ACCEPTS : Reach.MAY_ACCEPT;
                return told(reach, audience(open, openings), open);
            }
        }
        return told(Reach.REFUSES, closed ? Audience.EXCLUDED : refusal(openings), openings);
    }

    private void deny(Statement statement) {
        List<Condition> onSubject = subjectConditions(statement);
        Answer audience = audiences(statement).holds();
        if (audience == Answer.NO || Subjects.of(onSubject).kind() == Subject.NONE) {
            return;
        }
        Answer sureOf = Answer.all(
                List.of(audience, statement.isAbout(keys.providerArn()), Answer.of(statement.whole())), each -> each);
        if (sureOf != Answer.YES
                || (keys.clientId() == null && audiences(statement).kind() != Audience.ANY)) {
            sure = false;
        } else if (keys.others(statement) != Answer.YES) {
            further.addAll(keys.undecided(statement));
        } else if (onSubject.stream().allMatch(condition -> condition.everything() == Answer.YES)) {
            closed = true;
        } else if (onSubject.size() == 1) {
            demanded.add(onSubject.getFirst().turnedRound());
        } else {
            sure = false;
        }
    }

    private Opening opening(Statement statement) {
        Audiences audiences = audiences(statement);
        List<Condition> onSubject = Stream.concat(subjectConditions(statement).stream(), demanded.stream())
                .toList();
        Subjects subjects = Subjects.of(onSubject);
        Answer surely = Answer.of(sure && statement.whole());
        Answer opens = Answer.all(
                List.of(
                        statement.isAbout(keys.providerArn()),
                        audiences.holds(),
                        subjects.letIn(),
                        surely == Answer.YES ? Answer.YES : Answer.UNKNOWN,
                        Answer.of(!closed)),
                each -> each);
        return new Opening(opens, audiences, subjects, statement);
    }

    private Audiences audiences(Statement statement) {
        return Audiences.of(
                statement.conditions().stream().filter(keys::isAudience).toList(), keys.audience());
    }

    private List<Condition> subjectConditions(Statement statement) {
        return statement.conditions().stream().filter(keys::isSubject).toList();
    }

    /** The broadest; "this one only" when no other statement lets others in. */
    private static Audience audience(List<Opening> open, List<Opening> all) {
        Audience broadest = open.stream()
                .map(opening -> opening.audiences.kind())
                .min(Comparator.naturalOrder())
                .orElseThrow();
        boolean others = all.stream().anyMatch(TrustReading::letsOthersIn);
        return broadest == Audience.EXACT && others ? Audience.AMONG : broadest;
    }

    private static boolean letsOthersIn(Opening opening) {
        return opening.audiences.kind() == Audience.OTHER
                && !opening.audiences.named().isEmpty()
                && opening.subjects.letIn() != Answer.NO;
    }

    private static Audience refusal(List<Opening> openings) {
        return openings.stream()
                .map(opening -> opening.audiences.kind())
                .min(Comparator.naturalOrder())
                .orElseThrow();
    }

    private TrustRelation told(Reach reach, Audience audience, List<Opening> openings) {
        Subject subject = openings.stream()
                .map(opening -> opening.subjects.kind())
                .min(Comparator.naturalOrder())
                .orElseThrow();
        Stream<String> conditions = Stream.concat(
                further.stream(), openings.stream().flatMap(opening -> keys.undecided(opening.statement).stream()));
        return Sentences.told(
                reach,
                audience,
                texts(openings.stream().map(opening -> opening.audiences.named())),
                subject,
                texts(openings.stream().map(opening -> opening.subjects.named())),
                conditions.distinct().toList(),
                openings.stream().allMatch(opening -> opening.statement.isAboutEverybody()));
    }

    private static List<String> texts(Stream<List<String>> named) {
        return named.flatMap(List::stream).distinct().toList();
    }
}
