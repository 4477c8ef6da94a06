package io.tamperwatch.finding;

import io.tamperwatch.event.Actor;
import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.time.Instant;
import org.jspecify.annotations.Nullable;

/**
 * What is remembered of an event so that others can be judged by it: of those that make findings, and of those that are
 * only read to understand others. Names are kept as keys, numbers that are equal where the names are; 0 is no name.
 *
 * @param id the event's id; of the original event when an amendment says more
 * @param actor the user's or role's own ARN, never a session's
 * @param session one set of temporary credentials, or one access key of a user
 * @param user the user the call was aimed at
 * @param provider the identity provider the call was aimed at
 * @param anchor everything the call was aimed at
 * @param marks what the assessment has already made of the events around this one, see {@link Review}
 * @param number the store's number of the finding; {@link #NO_FINDING} or {@link #NOT_NUMBERED}
 */
public record Trace(
        String id,
        String eventName,
        Instant occurredAt,
        Outcome outcome,
        long actor,
        long session,
        long user,
        long provider,
        long anchor,
        int marks,
        long number) {

    /** The event makes no finding. */
    public static final long NO_FINDING = 0;

    /** The event's finding is about to be stored. */
    public static final long NOT_NUMBERED = -1;

    /** An actor and what they did: the key to when they first did it. */
    public record Habit(long actor, long call) {}

    /** What is to be remembered of a finding. */
    public static Trace of(Finding finding) {
        return of(finding, NOT_NUMBERED);
    }

    /** What is to be remembered of an event that makes no finding. */
    public static Trace ofContext(Finding context) {
        return of(context, NO_FINDING);
    }

    private static Trace of(Finding finding, long number) {
        Target target = finding.target();
        return new Trace(
                finding.id(),
                finding.eventName(),
                finding.occurredAt(),
                finding.outcome(),
                actor(finding.actor()),
                session(finding.actor()),
                key(target.userName()),
                key(target.providerArn()),
                key(target.toString()),
                0,
                number);
    }

    /** The same, as the store keeps it. */
    public Trace kept(int judgedBy, long numbered) {
        return new Trace(
                id, eventName, occurredAt, outcome, actor, session, user, provider, anchor, judgedBy, numbered);
    }

    /** Whether the event has, or is about to have, a finding. */
    public boolean hasFinding() {
        return number != NO_FINDING;
    }

    public Habit habit() {
        return new Habit(actor, key(eventName));
    }

    private static long actor(Actor actor) {
        String arn = actor.ownArn();
        return key(arn != null ? arn : actor.type() + '\n' + actor.accountId() + '\n' + actor.name());
    }

    /** A console session may use several keys in turn, but begins once. */
    private static long session(Actor actor) {
        String startedAt = actor.origins().sessionStartedAt();
        if (startedAt != null) {
            return key(actor.arn() + '\n' + actor.issuerArn() + '\n' + startedAt);
        }
        return actor.accessKeyId() == null ? 0 : key(actor.ownArn() + '\n' + actor.accessKeyId());
    }

    /** The same number for the same text, and for no other that anybody could find. */
    static long key(@Nullable String text) {
        if (text == null) {
            return 0;
        }
        try {
            byte[] hash = MessageDigest.getInstance("SHA-256").digest(text.getBytes(StandardCharsets.UTF_8));
            return ByteBuffer.wrap(hash).getLong();
        } catch (NoSuchAlgorithmException e) {
            throw new IllegalStateException("every Java has SHA-256", e);
        }
    }
}
