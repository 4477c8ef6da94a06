package io.tamperwatch.posture;

import static io.tamperwatch.posture.Accounts.GOOD_TRAIL;
import static io.tamperwatch.posture.Accounts.IAM;
import static io.tamperwatch.posture.Accounts.NOW;
import static io.tamperwatch.posture.Accounts.SAFE;
import static io.tamperwatch.posture.Accounts.SAFE_USER;
import static io.tamperwatch.posture.Accounts.daysAgo;
import static io.tamperwatch.posture.Accounts.user;
import static io.tamperwatch.posture.Accounts.with;
import static org.assertj.core.api.Assertions.assertThat;

import io.tamperwatch.posture.UserCredentials.Key;
import io.tamperwatch.posture.UserCredentials.Password;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.regex.MatchResult;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class PostureChecksTest {

    /** What stands under the head of the table of checks, which alone has five columns. */
    private static final Pattern TABLE = Pattern.compile("(?<=\\|---\\|---\\|---\\|---\\|---\\|\n)\\S.*(\n\\|.*)*");

    private static final String TRAIL = "arn:aws:cloudtrail:us-east-1:111122223333:trail/all";

    @Test
    void everyCheckPassesWhereNothingIsWrong() {
        assertThat(statuses(SAFE).values()).containsOnly(Status.PASS);
    }

    @Test
    void everyCheckSaysUnknownAndWhatIsMissingWhereNothingMayBeRead() {
        AccountState closed = new AccountState(
                NOW,
                PostureSettings.DEFAULT,
                new Known.Refused<>("iam:GetAccountPasswordPolicy"),
                new Known.Refused<>("iam:GetAccountSummary"),
                new Known.Refused<>("iam:GenerateCredentialReport"),
                new Known.Refused<>("iam:ListSigningCertificates"),
                new Known.Refused<>("cloudtrail:DescribeTrails"),
                new Known.Refused<>("iam:GetAccountAuthorizationDetails"));

        assertThat(PostureChecks.all())
                .allSatisfy(check -> assertThat(check.judge().apply(closed))
                        .isInstanceOfSatisfying(
                                Verdict.Unknown.class,
                                unknown -> assertThat(unknown.missing()).hasSize(1)));
        assertThat(judge("root-mfa", closed))
                .isEqualTo(
                        new Verdict.Unknown("Not permitted: iam:GetAccountSummary.", List.of("iam:GetAccountSummary")));
    }

    @Test
    void anAccountWithoutAPasswordPolicyFailsEveryRuleOfOne() {
        assertThat(failing(with((PasswordPolicy) null)))
                .containsExactlyInAnyOrder(
                        "password-policy-present",
                        "password-length",
                        "password-uppercase",
                        "password-lowercase",
                        "password-number",
                        "password-symbol",
                        "password-reuse");
    }

    @ParameterizedTest
    @CsvSource({
        "13, true, true, true, true, 24, password-length",
        "14, false, true, true, true, 24, password-uppercase",
        "14, true, false, true, true, 24, password-lowercase",
        "14, true, true, false, true, 24, password-number",
        "14, true, true, true, false, 24, password-symbol",
        "14, true, true, true, true, 23, password-reuse"
    })
    void eachRuleOfThePasswordPolicyFailsByItself(
            int length, boolean upper, boolean lower, boolean number, boolean symbol, int reuse, String failing) {
        assertThat(failing(with(new PasswordPolicy(length, upper, lower, number, symbol, reuse))))
                .containsExactly(failing);
    }

    @ParameterizedTest
    @CsvSource({
        "false, false, false, true, root-mfa",
        "true, true, false, true, root-access-keys",
        "true, false, true, true, root-signing-certificates"
    })
    void whatTheRootUserHasFailsByItself(
            boolean mfa, boolean keys, boolean certificates, boolean password, String failing) {
        assertThat(failing(with(new RootUser(mfa, keys, certificates, password))))
                .containsExactly(failing);
    }

    @Test
    void aRootUserWithoutAPasswordNeedsNoMfa() {
        assertThat(failing(with(new RootUser(false, false, false, false)))).isEmpty();
    }

    @Test
    void usersOfTheConsoleWithoutMfaAreGraverThanOthers() {
        Password password = new Password(daysAgo(1), daysAgo(1));
        AccountState state = with(
                SAFE_USER,
                user("bob", false, password, List.of()),
                user("ci", false, null, List.of(new Key(1, daysAgo(1), daysAgo(1)))),
                user("nobody", false, null, List.of()));

        assertThat(failing(state)).containsExactlyInAnyOrder("user-mfa-console", "user-mfa");
        assertThat(judge("user-mfa-console", state))
                .isEqualTo(new Verdict.Fail(
                        "1 user signs in to the console without MFA.",
                        List.of(new Offender("user", IAM + "user/bob", "has a console password and no MFA device"))));
        assertThat(judge("user-mfa", state))
                .isEqualTo(new Verdict.Fail(
                        "1 user has access keys and no MFA device.",
                        List.of(new Offender("user", IAM + "user/ci", "has active access keys and no MFA device"))));
    }

    @Test
    void keysGetOldAndFallOutOfUse() {
        AccountState state = with(
                user("old", true, null, List.of(new Key(2, daysAgo(91), daysAgo(1)))),
                user("just", true, null, List.of(new Key(1, daysAgo(90), daysAgo(45)))),
                user("unused", true, null, List.of(new Key(1, daysAgo(60), daysAgo(46)))),
                user("never", true, null, List.of(new Key(1, daysAgo(46), null))),
                user("new", true, null, List.of(new Key(1, daysAgo(44), null))),
                user("unsaid", true, null, List.of(new Key(1, null, null))));

        assertThat(failing(state)).containsExactlyInAnyOrder("access-key-age", "access-key-unused");
        assertThat(judge("access-key-age", state))
                .isEqualTo(new Verdict.Fail(
                        "1 active access key is older than 90 days.",
                        List.of(new Offender("access-key", IAM + "user/old access key 2", "was made on 2025-12-09"))));
        assertThat(judge("access-key-unused", state))
                .isEqualTo(new Verdict.Fail(
                        "2 active access keys have not been used for 45 days.",
                        List.of(
                                new Offender(
                                        "access-key", IAM + "user/unused access key 1", "was last used on 2026-01-23"),
                                new Offender(
                                        "access-key",
                                        IAM + "user/never access key 1",
                                        "was set on 2026-01-23 and never used"))));
    }

    @Test
    void passwordsGetOldAndFallOutOfUse() {
        AccountState state = with(
                user("old", true, new Password(daysAgo(91), daysAgo(1)), List.of()),
                user("unused", true, new Password(daysAgo(50), daysAgo(46)), List.of()));

        assertThat(failing(state)).containsExactlyInAnyOrder("password-age", "password-unused");
    }

    @Test
    void certificatesExpireAndAreSwitchedOff() {
        AccountState state = with(
                new SigningCertificate("a", IAM + "user/a", "EXPIRED", true, NOW),
                new SigningCertificate("b", IAM + "user/b", "OFF", false, NOW.plusSeconds(1)),
                new SigningCertificate("c", IAM + "user/c", "UNREADABLE", true, null));

        assertThat(failing(state))
                .containsExactlyInAnyOrder("signing-certificate-expired", "signing-certificate-inactive");
        assertThat(judge("signing-certificate-expired", state))
                .isEqualTo(new Verdict.Fail(
                        "1 signing certificate has expired.",
                        List.of(new Offender(
                                "signing-certificate", IAM + "user/a certificate EXPIRED", "expired on 2026-03-10"))));
    }

    @Test
    void aTrailThatIsStoppedOrSelectsTooLittleDoesNotCount() {
        assertThat(failing(with(new Trail[0]))).containsExactlyInAnyOrder("trail-records-iam", "trail-log-validation");
        assertThat(judge("trail-records-iam", with(trail(false, true, true, true, true))))
                .isEqualTo(none("covers one Region only"));
        assertThat(judge("trail-records-iam", with(trail(true, false, true, true, true))))
                .isEqualTo(none("leaves out global services, hence IAM"));
        assertThat(judge("trail-records-iam", with(trail(true, true, true, false, true))))
                .isEqualTo(none("is not known to be logging"));
        assertThat(judge("trail-records-iam", with(trail(true, true, true, true, false))))
                .isEqualTo(none("does not select all management events of IAM"));
        assertThat(failing(with(trail(true, true, false, true, true)))).containsExactly("trail-log-validation");
        assertThat(failing(with(trail(false, true, true, true, true), GOOD_TRAIL)))
                .isEmpty();
    }

    @Test
    void aTrailWhoseStateMayNotBeReadLeavesTheQuestionOpen() {
        Trail closed = new Trail(
                TRAIL,
                "example-logs",
                true,
                true,
                true,
                new Known.Refused<>("cloudtrail:GetTrailStatus"),
                GOOD_TRAIL.selection());

        assertThat(judge("trail-records-iam", with(closed)))
                .isEqualTo(new Verdict.Unknown(
                        "Not permitted: cloudtrail:GetTrailStatus.", List.of("cloudtrail:GetTrailStatus")));
        assertThat(judge("trail-records-iam", with(closed, GOOD_TRAIL)).status())
                .isEqualTo(Status.PASS);
    }

    @Test
    void policiesFailTheCheckTheyAreAbout() {
        List<Offender> bad = List.of(new Offender("policy", IAM + "policy/x", "why"));
        List<Offender> no = List.of();

        assertThat(failing(with(new PolicyReview(1, 0, bad, no, no, no, no, no))))
                .containsExactly("policy-full-access");
        assertThat(failing(with(new PolicyReview(1, 0, no, bad, no, no, no, no))))
                .containsExactly("policy-service-wide");
        assertThat(failing(with(new PolicyReview(1, 0, no, no, bad, no, no, no))))
                .containsExactly("policy-pass-any-role");
        assertThat(failing(with(new PolicyReview(1, 0, no, no, no, bad, no, no))))
                .containsExactly("policy-privilege-escalation");
        assertThat(failing(with(new PolicyReview(1, 0, no, no, no, no, bad, no))))
                .containsExactly("oidc-trust-unconditioned");
        assertThat(failing(with(new PolicyReview(1, 0, no, no, no, no, no, bad))))
                .containsExactly("trail-log-readers");
        assertThat(judge("policy-full-access", with(new PolicyReview(1, 0, bad, no, no, no, no, no))))
                .isEqualTo(new Verdict.Fail("1 policy gives everything.", bad));
        assertThat(judge("policy-full-access", with(new PolicyReview(1, 0, no, no, no, no, no, no))))
                .isEqualTo(new Verdict.Pass("No policy in use gives everything. 1 policy was read."));
        assertThat(judge("policy-full-access", with(new PolicyReview(7, 2, no, no, no, no, no, no))))
                .isEqualTo(new Verdict.Pass(
                        "No policy in use gives everything. 7 policies were read, 2 of them no JSON."));
    }

    @Test
    void idsAreUniqueAndRemediesAreInTheCatalogue() throws IOException {
        assertThat(PostureChecks.all()).extracting(PostureCheck::id).doesNotHaveDuplicates();
        List<String> files = Files.readAllLines(Path.of("src/main/resources/catalogue/index.txt"));
        assertThat(PostureChecks.all())
                .allSatisfy(check -> assertThat(check.remedies())
                        .isNotEmpty()
                        .allSatisfy(remedy -> assertThat(files).contains("remedies/" + remedy + ".yaml")));
    }

    /** The table that operators read is the one the code obeys: run with WRITE_POSTURE=true in the environment to write it. */
    @Test
    void theDocumentListsEveryCheck() throws IOException {
        String expected = PostureChecks.all().stream()
                .map(check -> "| `%s` | %s | %s | %s | %s |"
                        .formatted(
                                check.id(),
                                check.title(),
                                check.severity().label(),
                                check.controls().isEmpty()
                                        ? "–"
                                        : check.controls().stream()
                                                .map(control ->
                                                        control.standard().replaceAll(".* v", "v") + " " + control.id())
                                                .collect(Collectors.joining(", ")),
                                check.remedies().stream()
                                        .map(id -> "`" + id + "`")
                                        .collect(Collectors.joining(", "))))
                .collect(Collectors.joining("\n"));

        Path committed = Path.of("docs/posture.md");
        String document = Files.readString(committed);
        if ("true".equals(System.getenv("WRITE_POSTURE"))) {
            document = TABLE.matcher(document).replaceFirst(Matcher.quoteReplacement(expected));
            Files.writeString(committed, document);
        }

        assertThat(TABLE.matcher(document).results().map(MatchResult::group)).containsExactly(expected);
    }

    private static Trail trail(
            boolean multiRegion, boolean global, boolean validated, boolean logging, boolean selecting) {
        EventSelection nothing =
                new EventSelection.Basic(List.of(new EventSelection.Basic.Selector(false, "All", Set.of())));
        return new Trail(
                TRAIL,
                "example-logs",
                multiRegion,
                global,
                validated,
                new Known.Is<>(logging),
                new Known.Is<>(selecting ? Accounts.ALL_MANAGEMENT : nothing));
    }

    private static Verdict none(String why) {
        return new Verdict.Fail("The only trail will not do.", List.of(new Offender("trail", TRAIL, why)));
    }

    private static Verdict judge(String check, AccountState state) {
        return PostureChecks.byId(check).orElseThrow().judge().apply(state);
    }

    private static Map<String, Status> statuses(AccountState state) {
        Map<String, Status> statuses = new TreeMap<>();
        PostureChecks.all()
                .forEach(check ->
                        statuses.put(check.id(), check.judge().apply(state).status()));
        return statuses;
    }

    private static Set<String> failing(AccountState state) {
        return statuses(state).entrySet().stream()
                .filter(check -> check.getValue() == Status.FAIL)
                .map(Map.Entry::getKey)
                .collect(Collectors.toSet());
    }
}
