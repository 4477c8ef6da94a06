package io.tamperwatch.web;

import io.tamperwatch.posture.Offender;
import io.tamperwatch.posture.Posture;
import io.tamperwatch.posture.PostureState;
import io.tamperwatch.posture.Status;
import jakarta.enterprise.inject.Alternative;
import jakarta.inject.Singleton;
import java.time.Instant;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** Two accounts, one of which may not be read. */
@Alternative
@Singleton
class TestingPosture implements Posture {

    static final String HOSTILE = "arn:aws:iam::111122223333:user/</script>\"'\n\u202e$(id)";

    private static final Instant SINCE = Instant.parse("2026-03-01T09:00:00Z");
    private static final Instant CHECKED = Instant.parse("2026-03-10T12:00:00Z");

    @Override
    public List<PostureState> states(@Nullable String account) {
        return List.of(
                        state("prod", "user-mfa-console", Status.FAIL, List.of(offender()), List.of()),
                        state("prod", "root-mfa", Status.PASS, List.of(), List.of()),
                        state("test", "root-mfa", Status.UNKNOWN, List.of(), List.of("iam:GetAccountSummary")))
                .stream()
                .filter(state -> account == null || state.account().equals(account))
                .toList();
    }

    @Override
    public List<String> accounts() {
        return List.of("prod", "test");
    }

    private static Offender offender() {
        return new Offender("user", HOSTILE, "has a console password and no MFA device");
    }

    private static PostureState state(
            String account, String check, Status status, List<Offender> offenders, List<String> missing) {
        return new PostureState(
                account, check, status, SINCE, CHECKED, "As seen.", offenders, offenders.size(), missing);
    }
}
