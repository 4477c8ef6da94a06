package io.tamperwatch.web;

import com.fasterxml.jackson.databind.ObjectMapper;
import io.quarkus.runtime.annotations.RegisterForReflection;
import io.tamperwatch.catalogue.Catalogue;
import io.tamperwatch.catalogue.Detection;
import io.tamperwatch.finding.Suppression;
import io.tamperwatch.finding.Suppression.Pattern;
import java.time.Duration;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Set;
import java.util.UUID;
import org.eclipse.microprofile.openapi.annotations.media.Schema;
import org.jspecify.annotations.Nullable;

/** A request for a suppression; describes its body and reads it. */
@RegisterForReflection
@Schema(
        name = "NewSuppression",
        description = "What to expect. What is left out is not looked at; actor or target must be given, and narrow.")
public record NewSuppression(
        @Schema(nullable = true, description = "A detection's id.", examples = "iam-oidc-client-id-removed") @Nullable
        String detection,

        @Schema(
                nullable = true,
                description = "The ARN of a user or role; * stands for any characters.",
                examples = "arn:aws:iam::111122223333:role/ci-*")
        @Nullable
        String actor,

        @Schema(
                nullable = true,
                description = "A user name, certificate id, provider ARN or client ID; * stands for any characters.")
        @Nullable
        String target,

        @Schema(nullable = true, description = "An account's id, or its name in the configuration.") @Nullable
        String account,

        @Schema(description = "Why this is expected.", maxLength = NewSuppression.LONGEST_REASON)
        String reason,

        @Schema(description = "When it ends: within a year.", examples = "2026-12-31T00:00:00Z")
        Instant expiresAt) {

    public static final int LONGEST_REASON = 1_000;

    private static final Duration LONGEST = Duration.ofDays(366);
    private static final Set<String> MEMBERS =
            new LinkedHashSet<>(List.of("detection", "actor", "target", "account", "reason", "expiresAt"));

    /**
     * Reads a request's body.
     *
     * @throws InvalidRequest saying everything that is wrong with it
     */
    public static Suppression read(String body, ObjectMapper json, Catalogue catalogue, String author, Instant now) {
        JsonBody given = JsonBody.of(body, json, MEMBERS);
        String detection = given.text("detection");
        if (detection != null && catalogue.detections().stream().noneMatch(d -> d.id().equals(detection))) {
            given.refuse("detection", detection, detections(catalogue));
        }
        Pattern actor = pattern(given, "actor");
        Pattern target = pattern(given, "target");
        if (actor == null && target == null) {
            given.refuse("actor", "", "actor or target: without one of them nearly everything would be suppressed");
        }
        String account = given.text("account");
        String reason = given.required(given.prose("reason", LONGEST_REASON), "reason", "why this is expected", "");
        Instant expiresAt = expiry(given, now);
        given.check();
        return new Suppression(
                UUID.randomUUID().toString(),
                detection,
                actor,
                target,
                account,
                reason,
                author,
                asKept(now),
                asKept(expiresAt),
                null,
                null);
    }

    /** The store keeps milliseconds; the answer to this request says the same as later ones. */
    private static Instant asKept(Instant time) {
        return time.truncatedTo(ChronoUnit.MILLIS);
    }

    private static String detections(Catalogue catalogue) {
        return String.join(
                ", ", catalogue.detections().stream().map(Detection::id).toList());
    }

    private static @Nullable Pattern pattern(JsonBody given, String member) {
        String text = given.text(member);
        if (text == null) {
            return null;
        }
        Pattern pattern = new Pattern(text);
        if (!pattern.isNarrow()) {
            given.refuse(
                    member,
                    text,
                    "a pattern whose last part has at least " + Pattern.LEAST_LITERAL
                            + " characters beside *, for example arn:aws:iam::111122223333:role/ci-*");
        }
        return pattern;
    }

    private static Instant expiry(JsonBody given, Instant now) {
        Instant expiresAt = given.required(given.time("expiresAt"), "expiresAt", "when it ends: within a year", now);
        if (expiresAt.isBefore(now) || expiresAt.isAfter(now.plus(LONGEST))) {
            given.refuse("expiresAt", expiresAt.toString(), "a time in the future, within a year");
        }
        return expiresAt;
    }
}
