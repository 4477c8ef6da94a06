package io.tamperwatch.session;

import com.fasterxml.jackson.databind.JsonNode;
import io.tamperwatch.event.EventRecord;
import io.tamperwatch.finding.Finding;
import io.tamperwatch.finding.WebIdentityUse;
import io.tamperwatch.finding.WebIdentityUse.OfRole;
import java.time.Instant;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/** Who got which role with a provider's tokens, and whose tokens were refused, summed up as events are read. */
final class UseTally {

    private static final int LONGEST = 256;
    private static final String REFUSED = "InvalidIdentityToken";

    private final Token token;
    private final Instant occurredAt;
    private final Set<String> seen = new HashSet<>();
    private final Map<String, Of> roles = new LinkedHashMap<>();
    private int events;
    private int failures;

    /** What is known of one role. */
    private static final class Of {
        private final Set<String> subjects = new LinkedHashSet<>();
        private @Nullable Instant lastAt;
        private int failures;
    }

    UseTally(Finding finding) {
        this.token = new Token(
                String.valueOf(finding.target().providerArn()), finding.target().clientId());
        this.occurredAt = finding.occurredAt();
    }

    /** Takes over what was seen before the event, and of it who got a role. */
    void recall(WebIdentityUse before) {
        events = before.eventsBefore();
        for (OfRole role : before.roles()) {
            if (role.lastAt() != null) {
                Of known = of(role.arn());
                known.subjects.addAll(role.subjects());
                known.lastAt = role.lastAt();
            }
        }
    }

    void add(EventRecord event) {
        if (!event.eventName().equals(UseLook.ASSUMED) || !seen.add(event.eventId())) {
            return;
        }
        events++;
        String role = text(event.requestParameters(), "roleArn");
        String code = event.errorCode();
        if (code == null && role != null && token.isOf(event)) {
            got(of(role), event);
        } else if (code != null
                && code.startsWith(REFUSED)
                && !event.eventTime().isBefore(occurredAt)
                && token.mayBeOf(event)) {
            failures++;
            if (role != null) {
                of(role).failures++;
            }
        }
    }

    private static void got(Of role, EventRecord event) {
        String subject = text(event.responseElements(), "subjectFromWebIdentityToken");
        if (subject == null) {
            subject = event.userIdentity().userName();
        }
        if (subject != null && role.subjects.size() < WebIdentityUse.MOST_SUBJECTS) {
            role.subjects.add(subject.length() > LONGEST ? subject.substring(0, LONGEST) : subject);
        }
        Instant at = event.eventTime();
        role.lastAt = role.lastAt == null || at.isAfter(role.lastAt) ? at : role.lastAt;
    }

    private Of of(String arn) {
        if (roles.size() >= WebIdentityUse.MOST_ROLES && !roles.containsKey(arn)) {
            return new Of();
        }
        return roles.computeIfAbsent(arn, unknown -> new Of());
    }

    /** Of all providers. */
    int events() {
        return events;
    }

    int failures() {
        return failures;
    }

    /** Roles that somebody got. */
    long used() {
        return roles.values().stream().filter(role -> role.lastAt != null).count();
    }

    /** Roles for which tokens were refused. */
    long refused() {
        return roles.values().stream().filter(role -> role.failures > 0).count();
    }

    List<OfRole> roles() {
        return roles.entrySet().stream()
                .map(role -> new OfRole(
                        role.getKey(),
                        List.copyOf(role.getValue().subjects),
                        role.getValue().lastAt,
                        role.getValue().failures))
                .toList();
    }

    /**
     * The tokens that are looked for.
     *
     * @param clientId null for any
     */
    private record Token(String providerArn, @Nullable String clientId) {

        /** Who was given a role is recorded with provider and audience. */
        boolean isOf(EventRecord event) {
            String provider = text(event.responseElements(), "provider");
            String audience = text(event.responseElements(), "audience");
            return isProvider(provider == null ? event.userIdentity().identityProvider() : provider)
                    && (clientId == null || (audience == null ? startsPrincipal(event) : audience.equals(clientId)));
        }

        /** Of a refused token less is recorded; what is recorded must not tell of another. */
        boolean mayBeOf(EventRecord event) {
            String provider = event.userIdentity().identityProvider();
            String principal = event.userIdentity().principalId();
            boolean another = clientId != null
                    && principal != null
                    && principal.startsWith(providerArn + ":")
                    && !startsPrincipal(event);
            return !another && (provider == null || isProvider(provider));
        }

        /** A client ID may hold colons itself, so it is compared as a whole. */
        private boolean startsPrincipal(EventRecord event) {
            String principal = event.userIdentity().principalId();
            return principal != null && principal.startsWith(providerArn + ":" + clientId + ":");
        }

        /** Recorded as the provider's ARN, or as its URL with or without a scheme. */
        private boolean isProvider(@Nullable String recorded) {
            if (recorded == null) {
                return false;
            }
            String url = recorded.startsWith("https://") ? recorded.substring("https://".length()) : recorded;
            return url.equals(providerArn) || providerArn.endsWith(":oidc-provider/" + url);
        }
    }

    private static @Nullable String text(@Nullable JsonNode holder, String member) {
        return holder == null ? null : holder.path(member).textValue();
    }
}
