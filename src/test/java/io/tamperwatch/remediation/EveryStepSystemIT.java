package io.tamperwatch.remediation;

import static java.util.stream.Collectors.joining;
import static org.assertj.core.api.Assertions.assertThat;

import io.tamperwatch.catalogue.Catalogue;
import io.tamperwatch.catalogue.Remedy;
import io.tamperwatch.catalogue.Remedy.Purpose;
import io.tamperwatch.emulator.SampleCertificates;
import io.tamperwatch.posture.Offender;
import io.tamperwatch.remediation.Scripts.Route;
import io.tamperwatch.remediation.Scripts.Said;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.api.parallel.Execution;
import org.junit.jupiter.api.parallel.ExecutionMode;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

/**
 * What contains, prevents and verifies, and what posture checks hand over: each step is run with the real AWS CLI and the real
 * boto3, shown first, then done, then done again, and taken back with the commands that it prints.
 */
@Execution(ExecutionMode.CONCURRENT)
class EveryStepSystemIT {

    private static final String ERIN = AccountState.ERIN;
    private static final String IAM = "arn:aws:iam::111122223333:";
    private static final String ADMIN = "arn:aws:iam::aws:policy/AdministratorAccess";
    private static final String OIDC = IAM + "oidc-provider/idp.example.com";
    private static final String BROAD =
            "{\"Version\":\"2012-10-17\",\"Statement\":[{\"Effect\":\"Allow\",\"Action\":\"*\",\"Resource\":\"*\"}]}";
    private static final String NARROW = "{\"Version\": \"2012-10-17\",\n"
            + " \"Statement\": {\"Effect\": \"Allow\", \"Action\": \"s3:GetObject\", \"Resource\": \"it's*\"}}";

    @TempDir
    Path folder;

    /** Remedies some test here runs, beside those that undo an event, which {@link RemediationSystemIT} runs. */
    private static final List<String> TRIED = List.of(
            "cloudtrail-for-iam-events",
            "condition-role-trust",
            "disable-actor-access-keys",
            "enable-log-file-validation",
            "least-privilege",
            "mfa-for-iam-users",
            "monitor-iam-activity",
            "narrow-inline-policy",
            "narrow-policy",
            "review-actor-activity",
            "revoke-actor-role-sessions",
            "rotate-access-keys",
            "secure-root-user",
            "strong-password-policy",
            "switch-off-unused-access-key",
            "user-least-privilege",
            "verify-identity-provider-trust",
            "verify-oidc-provider",
            "verify-signing-certificates",
            "verify-trail-logging",
            "verify-user-credentials");

    @Test
    void everyRemedyThatUndoesNothingIsTriedHere() {
        assertThat(Catalogue.builtInRemedies().values().stream()
                        .filter(remedy -> remedy.purpose() != Purpose.UNDO)
                        .map(Remedy::id))
                .containsExactlyInAnyOrderElementsOf(TRIED);
    }

    @ParameterizedTest
    @EnumSource
    void containsAndPreventsOnlyWhenToldSoByName(Route route) throws Exception {
        route.mustBeHere();
        try (AccountState account = new AccountState()) {
            prepare(account);
            Remediation remediation = deletedCertificate(account);
            Trial trial = new Trial(account, remediation, route);
            String before = trial.state();

            String said = trial.run("--yes", "--step=verify");
            assertThat(trial.state()).isEqualTo(before);
            assertThat(said).contains("== verify: ").doesNotContain("== contain: ", "== prevent: ");
            said = trial.run("--dry-run", "--step=contain", "--step=prevent", "--set=NEW_BUCKET=example-audit-logs");
            assertThat(trial.state()).isEqualTo(before);
            assertThat(said).contains("It would call:", "AWSDenyAll", "example-audit-logs");

            Map<String, String> given = Map.of(
                    "REVIEWED_ROLE", "deployer",
                    "POLICY_TO_DETACH", ADMIN,
                    "NEW_BUCKET", "example-audit-logs",
                    "LOG_READERS", "investigators",
                    "USER_TO_RESET", ERIN);
            String contained = trial.run("--yes", "--step=contain");
            trial.run("--yes", "--step=contain");
            String[] prevent = Scripts.options(given, "--yes", "--step=prevent");
            String first = trial.run(prevent);
            String after = trial.state();
            assertThat(after)
                    .contains("user tamperwatch [AttachedPolicy(PolicyName=AWSDenyAll")
                    .contains("group investigators [AttachedPolicy(PolicyName=management-events-log-readers")
                    .contains("role deployer []")
                    .contains("MinimumPasswordLength=14")
                    .contains("key of tamperwatch Inactive")
                    .contains("virtual MFA device " + IAM + "mfa/erin")
                    .contains("IsMultiRegionTrail=true")
                    .contains("LogFileValidationEnabled=true")
                    .contains("logging true");
            assertThat(folder.resolve("rotated-access-key.json")).exists();
            assertThat(folder.resolve("mfa-seed.png")).isNotEmptyFile();

            String again = trial.run(prevent);
            assertThat(trial.state()).as(again).isEqualTo(after);

            trial.takeBack(contained, first, again);
            account.iam().listAccessKeys(r -> r.userName("tamperwatch")).accessKeyMetadata().stream()
                    .skip(1)
                    .forEach(key -> account.iam()
                            .deleteAccessKey(r -> r.userName("tamperwatch").accessKeyId(key.accessKeyId())));
            assertThat(trial.state()).isEqualTo(before);
        }
    }

    @ParameterizedTest
    @EnumSource
    void stepsWithStagesGoFromOneToTheNext(Route route) throws Exception {
        route.mustBeHere();
        try (AccountState account = new AccountState()) {
            prepare(account);
            Trial trial = new Trial(account, deletedCertificate(account), route);
            String key = account.iam()
                    .createAccessKey(r -> r.userName(ERIN))
                    .accessKey()
                    .accessKeyId();
            String before = trial.state();
            Map<String, String> rotating = Map.of("KEY_OWNER", ERIN, "OLD_ACCESS_KEY_ID", key);
            String deactivate = trial.run(
                    Scripts.options(rotating, "--yes", "--step=rotate-access-keys", "--set=STAGE=deactivate"));
            assertThat(trial.state()).contains("access key Inactive");
            trial.takeBack(deactivate);
            assertThat(trial.state()).isEqualTo(before);
            String[] delete = Scripts.options(rotating, "--yes", "--step=rotate-access-keys", "--set=STAGE=delete");
            trial.run(delete);
            assertThat(trial.state()).doesNotContain("access key ");
            assertThat(trial.run(delete)).contains("the user does not have that key");

            before = trial.state();
            trial.run("--yes", "--step=mfa-for-iam-users");
            String[] codes = {"--yes", "--step=mfa-for-iam-users", "--set=MFA_CODE_1=123456", "--set=MFA_CODE_2=654321"
            };
            String bound = trial.run(codes);
            assertThat(trial.state()).contains("bound MFA device " + IAM + "mfa/erin");
            assertThat(trial.run(codes)).contains("the user has an MFA device");
            trial.takeBack(bound);
            assertThat(trial.state()).isEqualTo(before);
        }
    }

    @ParameterizedTest
    @EnumSource
    void revokesTheSessionsOfARoleAndLooksAtProviders(Route route) throws Exception {
        route.mustBeHere();
        try (AccountState account = new AccountState()) {
            prepare(account);
            account.asRole(
                    "deployer",
                    "RemoveClientIDFromOpenIDConnectProvider",
                    Map.of("OpenIDConnectProviderArn", OIDC, "ClientID", "app"));
            Trial trial = new Trial(account, Found.in(account, "iam-oidc-client-id-removed", null), route);
            String before = trial.state();

            String[] contain = {"--yes", "--step=contain", "--step=verify"};
            String first = trial.run(contain);
            assertThat(trial.state()).contains("PolicyName=AWSRevokeOlderSessions");
            assertThat(first).contains("deployer");
            trial.run(contain);
            trial.takeBack(first);
            assertThat(trial.state()).isEqualTo(before);

            account.iam()
                    .createSAMLProvider(r -> r.name("corp")
                            .samlMetadataDocument("<EntityDescriptor>" + "x".repeat(1000) + "</EntityDescriptor>"));
            new Trial(account, Found.in(account, "iam-saml-provider-created", null), route)
                    .run("--yes", "--step=verify");
            account.cloudTrail().createTrail(r -> r.name("audit").s3BucketName("logs"));
            account.cloudTrail().stopLogging(r -> r.name("audit"));
            new Trial(account, Found.in(account, "cloudtrail-logging-stopped", null), route)
                    .run("--yes", "--step=verify");
            account.iam().createAccessKey(r -> r.userName(ERIN));
            new Trial(account, Found.in(account, "iam-access-key-created", null), route).run("--yes", "--step=verify");
        }
    }

    @ParameterizedTest
    @EnumSource
    void narrowsWhatPostureChecksFind(Route route) throws Exception {
        route.mustBeHere();
        try (AccountState account = new AccountState()) {
            prepare(account);
            Remediation policies = PostureRemediationsTest.remediation(
                    "policy-full-access",
                    List.of(
                            new Offender("policy", IAM + "policy/everything", ""),
                            new Offender("inline-policy", IAM + "user/erin own", ""),
                            new Offender("inline-policy", IAM + "group/investigators own", ""),
                            new Offender("inline-policy", IAM + "role/deployer own", ""),
                            new Offender("role", IAM + "role/deployer", ""),
                            new Offender("user", IAM + "user/erin", "")));
            Trial trial = new Trial(account, policies, route);
            String before = trial.state();
            Map<String, String> given = Map.of(
                    "NEW_DOCUMENT",
                    NARROW,
                    "POLICY_TO_DETACH",
                    ADMIN,
                    "USER_POLICY_TO_DETACH",
                    IAM + "policy/everything");
            String[] prevent = Scripts.options(given, "--yes", "--step=prevent");

            trial.run("--yes", "--step=prevent");
            assertThat(trial.state()).as("nothing was given").isEqualTo(before);
            String first = trial.run(prevent);
            String after = trial.state();
            assertThat(after)
                    .doesNotContain("AdministratorAccess")
                    .contains("user erin [] [PolicyDetail(PolicyName=own");
            assertThat(trial.run(prevent)).contains("the document is in force already");
            assertThat(trial.state()).isEqualTo(after);
            trial.takeBack(first);
            assertThat(trial.run("--yes", "--step=narrow-inline-policy-1", "--set=NEW_DOCUMENT=" + BROAD))
                    .contains("s3:GetObject");
            trial.run(
                    "--yes",
                    "--step=narrow-inline-policy-2",
                    "--step=narrow-inline-policy-3",
                    "--set=NEW_DOCUMENT=" + BROAD);
            assertThat(trial.state()).isEqualTo(before);
        }
    }

    @ParameterizedTest
    @EnumSource
    void mendsWhatOtherPostureChecksFind(Route route) throws Exception {
        route.mustBeHere();
        try (AccountState account = new AccountState()) {
            prepare(account);
            String trail = account.cloudTrail()
                    .createTrail(r -> r.name("audit").s3BucketName("logs"))
                    .trailARN();
            String certificate = account.iam()
                    .uploadSigningCertificate(r -> r.userName(ERIN)
                            .certificateBody(SampleCertificates.all().getFirst()))
                    .certificate()
                    .certificateId();

            Trial trust =
                    posture(account, route, "oidc-trust-unconditioned", new Offender("role", IAM + "role/web", ""));
            String before = trust.state();
            String[] condition = {"--yes", "--step=prevent", "--set=NEW_TRUST=" + trusting("\"StringEquals\":{}")};
            String shown = trust.run(condition);
            assertThat(shown).contains("idp.example.com");
            trust.run(condition);
            assertThat(trust.state()).isNotEqualTo(before);
            trust.run("--yes", "--step=prevent", "--set=NEW_TRUST=" + trusting(""));
            assertThat(trust.state()).isEqualTo(before);

            Trial validation = posture(account, route, "trail-log-validation", new Offender("trail", trail, ""));
            String on = validation.run("--yes", "--step=prevent");
            validation.run("--yes", "--step=prevent");
            assertThat(validation.state()).contains("LogFileValidationEnabled=true");
            validation.takeBack(on);
            assertThat(validation.state()).isEqualTo(before);

            Trial expired = posture(
                    account,
                    route,
                    "signing-certificate-expired",
                    new Offender("signing-certificate", IAM + "user/erin certificate " + certificate, ""));
            String off = expired.run("--yes", "--step=switch-off-signing-certificate", "--step=verify");
            expired.run("--yes", "--step=switch-off-signing-certificate");
            assertThat(expired.state()).contains("certificate Inactive");
            expired.takeBack(off);
            assertThat(expired.state()).isEqualTo(before);

            String key = account.iam()
                    .createAccessKey(r -> r.userName(ERIN))
                    .accessKey()
                    .accessKeyId();
            Trial idle = posture(
                    account,
                    route,
                    "access-key-unused",
                    new Offender("access-key", IAM + "user/erin access key 1", ""));
            String withKey = idle.state();
            assertThat(idle.run("--dry-run", "--step=prevent")).contains(key + " ", "last used");
            String[] unusedKey = {"--yes", "--step=prevent", "--set=UNUSED_ACCESS_KEY_ID=" + key};
            String idled = idle.run(unusedKey);
            idle.run(unusedKey);
            assertThat(idle.state()).contains("access key Inactive");
            idle.takeBack(idled);
            assertThat(idle.state()).isEqualTo(withKey);
            account.iam().deleteAccessKey(r -> r.userName(ERIN).accessKeyId(key));

            Trial password = posture(account, route, "password-age", new Offender("user", IAM + "user/erin", ""));
            String[] reset = {"--yes", "--step=undo", "--set=TEMPORARY_PASSWORD=it's $HOME"};
            password.run(reset);
            password.run(reset);
            assertThat(password.state()).isEqualTo(before);
            Trial unused = posture(account, route, "password-unused", new Offender("user", IAM + "user/erin", ""));
            unused.run("--yes", "--step=undo");
            unused.run("--yes", "--step=undo");
            assertThat(unused.state()).contains("password none");

            posture(account, route, "root-mfa", new Offender("user", "root", ""))
                    .run("--yes", "--step=prevent");
        }
    }

    private Trial posture(AccountState account, Route route, String check, Offender offender) {
        return new Trial(account, PostureRemediationsTest.remediation(check, List.of(offender)), route);
    }

    private static Remediation deletedCertificate(AccountState account) {
        String id = account.iam()
                .uploadSigningCertificate(r -> r.userName(ERIN)
                        .certificateBody(SampleCertificates.all().getFirst()))
                .certificate()
                .certificateId();
        account.iam().deleteSigningCertificate(r -> r.userName(ERIN).certificateId(id));
        return Found.in(account, "iam-signing-certificate-deleted", null);
    }

    /** Somebody of each kind, with rights that are too wide. */
    private static void prepare(AccountState account) {
        var iam = account.iam();
        iam.createAccessKey(r -> r.userName("tamperwatch"));
        iam.createLoginProfile(r -> r.userName(ERIN).password("secret"));
        iam.createGroup(r -> r.groupName("investigators"));
        iam.addUserToGroup(r -> r.userName(ERIN).groupName("investigators"));
        iam.createPolicy(r -> r.policyName("everything").policyDocument(BROAD));
        iam.createOpenIDConnectProvider(r -> r.url("https://idp.example.com").clientIDList("app"));
        iam.createRole(
                r -> r.roleName("deployer").assumeRolePolicyDocument("{\"Version\":\"2012-10-17\",\"Statement\":[]}"));
        iam.createRole(r -> r.roleName("web").assumeRolePolicyDocument(trusting("")));
        iam.attachRolePolicy(r -> r.roleName("deployer").policyArn(ADMIN));
        iam.attachUserPolicy(r -> r.userName(ERIN).policyArn(IAM + "policy/everything"));
        iam.putUserPolicy(r -> r.userName(ERIN).policyName("own").policyDocument(BROAD));
        iam.putGroupPolicy(r -> r.groupName("investigators").policyName("own").policyDocument(BROAD));
        iam.putRolePolicy(r -> r.roleName("deployer").policyName("own").policyDocument(BROAD));
    }

    private static String trusting(String condition) {
        return "{\"Version\":\"2012-10-17\",\"Statement\":{\"Effect\":\"Allow\",\"Principal\":{\"Federated\":\"%s\"},"
                        .formatted(OIDC)
                + "\"Action\":\"sts:AssumeRoleWithWebIdentity\",\"Condition\":{%s}}}".formatted(condition);
    }

    /** One remediation's script in an account, run again and again. */
    private final class Trial {
        private final AccountState account;
        private final Remediation remediation;
        private final Route route;
        private final Scripts scripts;

        Trial(AccountState account, Remediation remediation, Route route) {
            this.account = account;
            this.remediation = remediation;
            this.route = route;
            this.scripts = new Scripts(folder, account.url());
        }

        String run(String... options) throws Exception {
            Said said = scripts.run(remediation, route, options);
            assertThat(said.status()).as(said.text()).isZero();
            return said.text();
        }

        /** With what the runs printed. */
        void takeBack(String... runs) throws Exception {
            List<String> done = new ArrayList<>();
            for (String command : new Said(0, String.join("\n", runs)).waysBack()) {
                Said said = scripts.paste(command);
                assertThat(said.status()).as(command + " " + said.text()).isZero();
                done.add(command);
            }
            assertThat(done).isNotEmpty();
        }

        String state() {
            String keys = account.iam().listAccessKeys(r -> r.userName("tamperwatch")).accessKeyMetadata().stream()
                    .map(key -> "key of tamperwatch " + key.statusAsString())
                    .collect(joining("\n"));
            return Stream.of(account.text(false), account.rights(), keys).collect(joining("\n"));
        }
    }
}
