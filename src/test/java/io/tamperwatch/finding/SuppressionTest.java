package io.tamperwatch.finding;

import static org.assertj.core.api.Assertions.assertThat;

import io.tamperwatch.catalogue.Severity;
import io.tamperwatch.event.Actor;
import io.tamperwatch.finding.Suppression.Pattern;
import java.time.Instant;
import java.util.List;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class SuppressionTest {

    private static final Instant NOON = Instant.parse("2026-03-01T12:00:00Z");
    private static final String ROLE = "arn:aws:iam::111122223333:role/ci-deploy";
    private static final String PROVIDER = "arn:aws:iam::111122223333:oidc-provider/token.example.com";

    @ParameterizedTest
    @CsvSource({
        "alice, alice, true",
        "alice, alicia, false",
        "ali*, alicia, true",
        "*ce, alice, true",
        "*ce, alice2, false",
        "a*i*e, alice, true",
        "a*i*e, alxe, false",
        "*, '', true",
        "'', '', true",
        "'', a, false",
        "a**, a, true",
        "a.c, abc, false",
        "ALICE, alice, false",
        "'*a*b', xaxab, true"
    })
    void aPatternCoversTheWholeText(String pattern, String text, boolean covered) {
        assertThat(new Pattern(pattern).matches(text)).isEqualTo(covered);
    }

    @Test
    void aPatternCannotBeMadeToTakeForever() {
        assertThat(new Pattern("*a".repeat(60) + "b").matches("a".repeat(20_000)))
                .isFalse();
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "arn:aws:iam::111122223333:role/ci-*",
                "arn:aws:iam::*:role/ci-deploy",
                "al",
                "sts.amazonaws.com",
                "ali*"
            })
    void isNarrowWhenItSaysWhom(String pattern) {
        assertThat(new Pattern(pattern).isNarrow()).isTrue();
    }

    @ParameterizedTest
    @ValueSource(
            strings = {"*", "arn:aws:iam::111122223333:role/*", "arn:*", "arn:aws:iam::111122223333:*", "*a*", "**--**"
            })
    void isNotNarrowWhenItCoversNearlyEverything(String pattern) {
        assertThat(new Pattern(pattern).isNarrow()).isFalse();
    }

    @Test
    void looksAtWhatItNamesAndAtNothingElse() {
        assertThat(suppression(null, ROLE, null, null).matches(finding())).isTrue();
        assertThat(suppression("oidc", ROLE, PROVIDER, "prod").matches(finding()))
                .isTrue();
        assertThat(suppression("second", null, "client-1", "111122223333").matches(finding()))
                .isTrue();
        assertThat(suppression("other", ROLE, null, null).matches(finding())).isFalse();
        assertThat(suppression(null, ROLE, "client-2", null).matches(finding())).isFalse();
        assertThat(suppression(null, ROLE, null, "test").matches(finding())).isFalse();
        assertThat(suppression(null, ROLE + "2", null, null).matches(finding())).isFalse();
    }

    @Test
    void neverTrustsTheNameOfASession() {
        String session = "arn:aws:sts::111122223333:assumed-role/ci-deploy/*";
        assertThat(suppression(null, session, null, null).matches(finding())).isFalse();
    }

    @Test
    void endsWhenItExpiresOrIsEnded() {
        Suppression suppression = suppression(null, ROLE, null, null);
        assertThat(suppression.isActive(NOON)).isTrue();
        assertThat(suppression.isActive(NOON.plusSeconds(59))).isTrue();
        assertThat(suppression.isActive(NOON.plusSeconds(60))).isFalse();
        assertThat(suppression.ended(NOON, "ruth").isActive(NOON)).isFalse();
    }

    private static Suppression suppression(
            @Nullable String detection, @Nullable String actor, @Nullable String target, @Nullable String account) {
        return new Suppression(
                "s-1",
                detection,
                actor == null ? null : new Pattern(actor),
                target == null ? null : new Pattern(target),
                account,
                "deploys",
                "ruth",
                NOON,
                NOON.plusSeconds(60),
                null,
                null);
    }

    static Finding finding() {
        return new Finding(
                "e-1",
                "prod",
                "111122223333",
                "oidc",
                List.of("oidc", "second"),
                "iam.amazonaws.com",
                "RemoveClientIDFromOpenIDConnectProvider",
                NOON,
                NOON,
                "us-east-1",
                Outcome.SUCCEEDED,
                null,
                null,
                null,
                Severity.HIGH,
                Status.OPEN,
                Change.UNKNOWN,
                new Actor(
                        "AssumedRole",
                        "arn:aws:sts::111122223333:assumed-role/ci-deploy/run-7",
                        "ci-deploy",
                        "111122223333",
                        null,
                        null,
                        ROLE,
                        null),
                new Origin("203.0.113.7", "agent", false),
                new Target("oidc-client-id", null, null, PROVIDER, "client-1", null),
                List.of(),
                List.of(),
                List.of(new HistoryEntry(NOON, "detected", null, null)),
                "{}");
    }
}
