package io.tamperwatch.finding;

import java.time.Instant;
import java.util.Objects;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/**
 * Says that findings of a certain kind are expected for a while. What it does not name it does not look at; what it names
 * must all match. It is never deleted: one that was ended early stays with who ended it.
 *
 * @param id made by the product
 * @param detection a detection's id
 * @param actor pattern for the actor's own ARN (a role's ARN, never that of a session, whose name its caller chooses)
 * @param target pattern for any one name of the target
 * @param account an account's id or its name in the configuration
 * @param author who made it
 * @param expiresAt from then on it covers nothing new
 * @param endedAt when it was ended early
 */
public record Suppression(
        String id,
        @Nullable String detection,
        @Nullable Pattern actor,
        @Nullable Pattern target,
        @Nullable String account,
        String reason,
        String author,
        Instant createdAt,
        Instant expiresAt,
        @Nullable Instant endedAt,
        @Nullable String endedBy) {

    /** Whether it covers new findings at this time. */
    public boolean isActive(Instant now) {
        return endedAt == null && now.isBefore(expiresAt);
    }

    /** Whether a finding is what this expects, whenever it came. */
    public boolean matches(Finding finding) {
        return (detection == null || finding.detections().contains(detection))
                && (account == null || account.equals(finding.accountId()) || account.equals(finding.account()))
                && (actor == null || actor.matches(ownArn(finding)))
                && (target == null || names(finding.target()).anyMatch(target::matches));
    }

    /** Whether this suppresses a finding that is stored already: it matches, and nobody has moved it since this was made. */
    boolean takes(Finding stored) {
        return matches(stored)
                && stored.history().stream()
                        .noneMatch(entry ->
                                Move.isStep(entry.what()) && !entry.at().isBefore(createdAt));
    }

    /** The finding as this suppresses it. */
    public Finding suppressed(Finding finding, Instant at) {
        return finding.with(Status.SUPPRESSED, finding.after(entry(at)).history());
    }

    /** What the history of a finding says that this has suppressed. */
    HistoryEntry entry(Instant at) {
        return new HistoryEntry(at, Move.SUPPRESS.done(), author, "suppression " + id + ": " + reason);
    }

    /** The ARN nobody can choose for themselves: of the user, or of the role behind a session. */
    private static String ownArn(Finding finding) {
        String issuer = finding.actor().issuerArn();
        return issuer != null
                ? issuer
                : Objects.requireNonNullElse(finding.actor().arn(), "");
    }

    private static Stream<String> names(Target target) {
        return Stream.of(
                        target.userName(),
                        target.certificateId(),
                        target.providerArn(),
                        target.clientId(),
                        target.resource())
                .filter(Objects::nonNull);
    }

    /** The same, ended. */
    public Suppression ended(Instant at, String by) {
        return new Suppression(id, detection, actor, target, account, reason, author, createdAt, expiresAt, at, by);
    }

    /**
     * A text in which {@code *} stands for any characters; it must cover the whole of what it is held against.
     *
     * @param text as it was written
     */
    public record Pattern(String text) {

        /** Characters beside {@code *} that its last part must have, lest one pattern covers nearly everything. */
        public static final int LEAST_LITERAL = 3;

        /**
         * Whether it says whom or what it means: {@code arn:aws:iam::111122223333:role/ci-*} does,
         * {@code arn:aws:iam::*:role/*} does not.
         */
        public boolean isNarrow() {
            String resource = text.substring(text.lastIndexOf(':') + 1);
            String name = resource.substring(resource.indexOf('/') + 1);
            return text.indexOf('*') < 0 || name.chars().filter(c -> c != '*').count() >= LEAST_LITERAL;
        }

        /** Never goes back further than to the last {@code *} met, which is enough and bounds the work. */
        boolean matches(String value) {
            int at = 0;
            int in = 0;
            int afterStar = -1;
            int resume = 0;
            while (at < value.length()) {
                if (in < text.length() && text.charAt(in) == '*') {
                    afterStar = ++in;
                    resume = at;
                } else if (in < text.length() && text.charAt(in) == value.charAt(at)) {
                    in++;
                    at++;
                } else if (afterStar >= 0) {
                    in = afterStar;
                    at = ++resume;
                } else {
                    return false;
                }
            }
            return text.substring(in).chars().allMatch(c -> c == '*');
        }
    }
}
