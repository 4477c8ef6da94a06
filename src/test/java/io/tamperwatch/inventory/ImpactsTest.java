package io.tamperwatch.inventory;

import static org.assertj.core.api.Assertions.assertThat;

import io.micrometer.core.instrument.simple.SimpleMeterRegistry;
import io.tamperwatch.catalogue.Catalogue;
import io.tamperwatch.catalogue.Severity;
import io.tamperwatch.event.Actor;
import io.tamperwatch.finding.Change;
import io.tamperwatch.finding.Finding;
import io.tamperwatch.finding.FindingStore;
import io.tamperwatch.finding.HistoryEntry;
import io.tamperwatch.finding.Impact;
import io.tamperwatch.finding.Impact.Owner;
import io.tamperwatch.finding.Impact.Verdict;
import io.tamperwatch.finding.Intake;
import io.tamperwatch.finding.Origin;
import io.tamperwatch.finding.Outcome;
import io.tamperwatch.finding.Status;
import io.tamperwatch.finding.Target;
import io.tamperwatch.finding.TestingAudit;
import io.tamperwatch.inventory.TestingSnapshots.Time;
import io.tamperwatch.series.TestingFamilies;
import io.tamperwatch.store.TestingStores;
import java.nio.file.Path;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.time.ZoneId;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicReference;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** From a snapshot, an event and what IAM shows since, to what the event did; with the embedded store. */
class ImpactsTest {

    private static final Instant NOON = Instant.parse("2026-03-01T12:00:00Z");
    private static final String LOGIN = "arn:aws:iam::111122223333:oidc-provider/login.example.com";
    private static final String SAML = "arn:aws:iam::111122223333:saml-provider/staff";
    private static final Held.Certificate PAYMENTS =
            certificate("CERTIFICATEOFPAYMENTS001", "payments", "Active", NOON.minusSeconds(86_400));

    @TempDir
    Path directory;

    private final Time time = new Time(NOON);
    private final TestingIam iam = new TestingIam();
    private final SimpleMeterRegistry registry = new SimpleMeterRegistry();
    private final IamBudget budget = new IamBudget(config(), registry, new TestingFamilies(), new IamPace(100, time));
    private Duration untilVisible = Duration.ofMinutes(5);
    private @Nullable TestingStores stores;
    private @Nullable InventoryStore inventory;
    private @Nullable FindingStore findings;
    private @Nullable Repairs repairs;
    private @Nullable Impacts impacts;

    @BeforeEach
    void open() {
        stores = new TestingStores(directory);
        inventory = stores.inventory();
        findings = stores.findings();
        repairs = new Repairs(findings, inventory, Catalogue.builtIn(), budget, time);
        impacts = new Impacts(iam, inventory, findings, this::paced, repairs, time);
        iam.oidc.put(LOGIN, provider("mobile-app", "partner-portal"));
        iam.saml.put(SAML, new Held.SamlProvider(SAML, "<xml/>", Map.of(), NOON));
        iam.users.put("payments", List.of(PAYMENTS));
        iam.users.put("reports", List.of(certificate("CERTIFICATEOFREPORTS0001", "reports", "Active", NOON)));
        iam.roles.add(
                role("checkout", "\"StringEquals\":{\"login.example.com:aud\":\"mobile-app\"}", Duration.ofDays(1)));
        iam.roles.add(role(
                "support",
                "\"StringEquals\":{\"login.example.com:aud\":[\"mobile-app\",\"partner-portal\"]}",
                Duration.ofDays(120)));
        iam.roles.add(role("partners", "\"StringEquals\":{\"login.example.com:aud\":\"partner-portal\"}", null));
        iam.roles.add(new Held.Role(
                "arn:aws:iam::111122223333:role/broken", "broken", "no policy", new Held.Use(null, null)));
    }

    @AfterEach
    void close() {
        stores.close();
    }

    private PacedIam paced(String account) {
        return new PacedIam(account, new IamPace(100, time), time::advance, budget.meters());
    }

    private static InventoryConfig config() {
        return new InventoryConfig() {
            @Override
            public String every() {
                return "1h";
            }

            @Override
            public String budget() {
                return "100";
            }

            @Override
            public String keep() {
                return "400d";
            }
        };
    }

    private static Held.OidcProvider provider(String... clientIds) {
        return new Held.OidcProvider(LOGIN, "login.example.com", List.of(clientIds), List.of("00"), Map.of(), NOON);
    }

    private static Held.Certificate certificate(String id, String user, String status, Instant uploadedAt) {
        return new Held.Certificate(id, user, "body of " + id, status, uploadedAt);
    }

    private static Held.Role role(String name, String condition, @Nullable Duration usedAgo) {
        String trust =
                "{\"Version\":\"2012-10-17\",\"Statement\":[{\"Effect\":\"Allow\",\"Principal\":{\"Federated\":\""
                        + LOGIN + "\"},\"Action\":\"sts:AssumeRoleWithWebIdentity\",\"Condition\":{" + condition
                        + "}}]}";
        Held.Use use = new Held.Use(usedAgo == null ? null : NOON.minus(usedAgo), usedAgo == null ? null : "us-east-1");
        return new Held.Role("arn:aws:iam::111122223333:role/" + name, name, trust, use);
    }

    private void snapshot() throws InterruptedException {
        new SnapshotRun(iam, paced("default"), inventory, budget.settings(), new InventoryLog(), time)
                .make(TestingIam.DIGITS);
        time.advance(Duration.ofMinutes(10));
    }

    /** Stores a finding of an event that happens now, and lets the five minutes pass until it shows. */
    private Finding event(String name, String detection, Target target) {
        return event(name, detection, target, Outcome.SUCCEEDED, "{}");
    }

    private Finding event(String name, String detection, Target target, Outcome outcome, String record) {
        Finding finding = new Finding(
                UUID.randomUUID().toString(),
                "default",
                TestingIam.DIGITS,
                detection,
                List.of(detection),
                "iam.amazonaws.com",
                name,
                time.instant(),
                time.instant().plusSeconds(300),
                "us-east-1",
                outcome,
                null,
                null,
                null,
                Severity.HIGH,
                Status.OPEN,
                outcome == Outcome.SUCCEEDED ? Change.UNKNOWN : Change.NO_OP,
                new Actor(
                        "IAMUser",
                        "arn:aws:iam::111122223333:user/mallory",
                        "mallory",
                        TestingIam.DIGITS,
                        null,
                        null,
                        null,
                        null),
                new Origin("192.0.2.1", null, null),
                target,
                List.of(),
                List.of(),
                List.of(),
                record);
        findings.store(new Intake(List.of(finding), List.of(), List.of(), List.of()));
        time.advance(untilVisible);
        return finding;
    }

    private Finding removal() {
        return event("RemoveClientIDFromOpenIDConnectProvider", "iam-oidc-client-id-removed", clientId());
    }

    private static Target clientId() {
        return new Target("oidc-client-id", null, null, LOGIN, "mobile-app", null);
    }

    private Finding deletion() {
        return event(
                "DeleteSigningCertificate",
                "iam-signing-certificate-deleted",
                new Target("signing-certificate", "payments", PAYMENTS.id(), null, null, null));
    }

    private Finding stored(Finding finding) {
        return findings.find(finding.id()).orElseThrow();
    }

    private Impact impact(Finding finding) {
        return stored(finding).knowledge().impact();
    }

    @Test
    void tellsWhichRolesARemovedClientIdLockedOut() throws InterruptedException {
        snapshot();
        iam.oidc.put(LOGIN, provider("partner-portal"));
        Finding removal = removal();
        impacts.findOut();

        assertThat(stored(removal).change()).isEqualTo(Change.CHANGED);
        Impact impact = impact(removal);
        assertThat(impact.changeWhy()).isEqualTo("The provider had the client ID before.");
        assertThat(impact.seenBefore()).isEqualTo(NOON.plusMillis(10));
        assertThat(impact.seenAfter()).isBetween(NOON.plusSeconds(900), NOON.plusSeconds(901));
        assertThat(impact.limits()).isEmpty();
        Impact.BlastRadius radius = impact.blastRadius();
        assertThat(List.of(radius.federating(), radius.configured(), radius.lockedOut(), radius.used()))
                .containsExactly(3, 2, 1, 1);
        assertThat(radius.broken()).isNull();
        assertThat(radius.roles())
                .extracting(role -> role.name() + " " + role.audience() + " " + role.lockedOut())
                .containsExactly("checkout exact true", "support among false");
        assertThat(radius.why())
                .isEqualTo("Of 4 roles, 3 trust the provider and 2 accept this client ID. 1 of these accept no other"
                        + " client ID the provider still has. 1 were used, by whomever, within the 90 days before."
                        + " The trust policies of 1 roles could not be read.");
    }

    @Test
    void successAloneProvesNothing() throws InterruptedException {
        iam.oidc.put(LOGIN, provider("partner-portal"));
        snapshot();
        Finding removal = removal();
        impacts.findOut();
        assertThat(stored(removal).change()).isEqualTo(Change.NO_OP);
        assertThat(impact(removal).changeWhy()).isEqualTo("The provider did not have the client ID.");
    }

    /** Added and removed between two looks: no snapshot ever saw the client ID, the events did. */
    @Test
    void whatAnotherCallAddedSinceTheSnapshotWasThere() throws InterruptedException {
        iam.oidc.put(LOGIN, provider("partner-portal"));
        snapshot();
        Finding addition = addition();
        Finding removal = removal();
        Finding again = removal();
        impacts.findOut();
        assertThat(stored(addition).change()).isEqualTo(Change.CHANGED);
        assertThat(impact(addition).changeWhy()).isEqualTo("The provider did not have the client ID before.");
        assertThat(stored(removal).change()).isEqualTo(Change.CHANGED);
        assertThat(impact(removal).changeWhy())
                .isEqualTo("Another call had added the client ID since the provider had been seen.");
        assertThat(stored(again).change()).isEqualTo(Change.NO_OP);
        assertThat(impact(again).changeWhy())
                .isEqualTo("Another call had removed the client ID since the provider had been seen.");
    }

    @Test
    void whatWasRemovedAndAddedBackWasNotThereInBetween() throws InterruptedException {
        snapshot();
        Finding removal = removal();
        Finding addition = addition();
        impacts.findOut();
        assertThat(stored(removal).change()).isEqualTo(Change.CHANGED);
        assertThat(stored(addition).change()).isEqualTo(Change.CHANGED);
        assertThat(impact(addition).changeWhy())
                .isEqualTo("Another call had removed the client ID since the provider had been seen.");
    }

    /** What was refused, or was about another client ID or another provider, tells nothing; what the snapshot saw since, does. */
    @Test
    void onlyWhatBearsOnItSinceItWasSeenCounts() throws InterruptedException {
        iam.oidc.put(LOGIN, provider("partner-portal"));
        addition();
        removal();
        snapshot();
        event("AddClientIDToOpenIDConnectProvider", "iam-oidc-client-id-added", clientId(), Outcome.DENIED, "{}");
        event(
                "AddClientIDToOpenIDConnectProvider",
                "iam-oidc-client-id-added",
                new Target("oidc-client-id", null, null, LOGIN, "mobile-app-2", null));
        event(
                "AddClientIDToOpenIDConnectProvider",
                "iam-oidc-client-id-added",
                new Target("oidc-client-id", null, null, LOGIN + "/other", "mobile-app", null));
        Finding removal = removal();
        impacts.findOut();
        assertThat(stored(removal).change()).isEqualTo(Change.NO_OP);
        assertThat(impact(removal).changeWhy()).isEqualTo("The provider did not have the client ID.");
    }

    @Test
    void whatCannotBePutInOrderIsUnknown() throws InterruptedException {
        snapshot();
        untilVisible = Duration.ZERO;
        Finding addition = addition();
        Finding sameSecond = removal();
        untilVisible = Duration.ofMinutes(5);
        time.advance(untilVisible);
        impacts.findOut();
        assertThat(stored(addition).change()).isEqualTo(Change.UNKNOWN);
        assertThat(stored(sameSecond).change()).isEqualTo(Change.CHANGED);

        event(
                "CreateOpenIDConnectProvider",
                "iam-oidc-provider-created",
                new Target("oidc-provider", null, null, LOGIN, null, null));
        Finding removal = removal();
        impacts.findOut();
        assertThat(stored(removal).change()).isEqualTo(Change.UNKNOWN);
        assertThat(impact(removal).changeWhy())
                .isEqualTo(
                        "Other calls changed the provider since it had been seen, and in which order or to what is not known.");
    }

    /** Changed and changed back between two looks is not the same as never changed. */
    @Test
    void anUpdateBesideOthersIsUnknown() throws InterruptedException {
        snapshot();
        Target saml = new Target("saml-provider", null, null, SAML, null, null);
        Finding there = event("UpdateSAMLProvider", "iam-saml-provider-updated", saml);
        impacts.findOut();
        assertThat(stored(there).change()).isEqualTo(Change.NO_OP);
        assertThat(impact(there).changeWhy()).isEqualTo("The provider is as it was before.");
        Finding back = event("UpdateSAMLProvider", "iam-saml-provider-updated", saml);
        Finding twice = event("UpdateSAMLProvider", "iam-saml-provider-updated", saml);
        impacts.findOut();
        assertThat(stored(back).change()).isEqualTo(Change.UNKNOWN);
        assertThat(stored(twice).change()).isEqualTo(Change.UNKNOWN);
    }

    @Test
    void deletedTwiceTheSecondDeletionChangedNothing() throws InterruptedException {
        snapshot();
        Target login = new Target("oidc-provider", null, null, LOGIN, null, null);
        Finding deletion = event("DeleteOpenIDConnectProvider", "iam-oidc-provider-deleted", login);
        Finding again = event("DeleteOpenIDConnectProvider", "iam-oidc-provider-deleted", login);
        impacts.findOut();
        assertThat(stored(deletion).change()).isEqualTo(Change.CHANGED);
        assertThat(stored(again).change()).isEqualTo(Change.NO_OP);
        assertThat(impact(again).changeWhy())
                .isEqualTo("Another call had deleted the provider since it had been seen.");
    }

    private Finding addition() {
        return event("AddClientIDToOpenIDConnectProvider", "iam-oidc-client-id-added", clientId());
    }

    @Test
    void withoutASnapshotFromBeforeItIsUnknown() throws InterruptedException {
        Finding removal = removal();
        impacts.findOut();
        assertThat(stored(removal).change()).isEqualTo(Change.UNKNOWN);
        assertThat(impact(removal).blastRadius()).isNull();
        assertThat(impact(removal).limits()).singleElement().asString().contains("iam:ListRoles");
        snapshot();
        impacts.findOut();
        assertThat(impact(removal).looks()).isEqualTo(2);
        assertThat(impact(removal).blastRadius()).isNotNull();
    }

    @Test
    void whatMayNotBeReadIsSaid() throws InterruptedException {
        snapshot();
        iam.refuses = true;
        Finding removal = removal();
        impacts.findOut();
        assertThat(impact(removal).limits())
                .containsExactly(
                        "IAM could not be asked for the state after the event: iam:GetOpenIDConnectProvider is not"
                                + " allowed.");
        assertThat(stored(removal).change()).isEqualTo(Change.CHANGED);
        assertThat(impact(removal).seenAfter()).isNull();
    }

    @Test
    void aRefusedCallChangedNothingAndCostsNoRequest() throws InterruptedException {
        snapshot();
        iam.asked.clear();
        Finding denied = event(
                "RemoveClientIDFromOpenIDConnectProvider",
                "iam-oidc-client-id-removed",
                clientId(),
                Outcome.DENIED,
                "{}");
        impacts.findOut();
        assertThat(stored(denied).change()).isEqualTo(Change.NO_OP);
        assertThat(impact(denied).blastRadius().configured()).isEqualTo(2);
        assertThat(iam.asked).isEmpty();
        time.advance(Duration.ofDays(1));
        impacts.findOut();
        assertThat(impact(denied).looks()).isEqualTo(1);
    }

    @Test
    void saysWhetherItWasTheLastCertificate() throws InterruptedException {
        snapshot();
        iam.users.put("payments", List.of());
        Finding deletion = deletion();
        impacts.findOut();
        assertThat(stored(deletion).change()).isEqualTo(Change.CHANGED);
        assertThat(impact(deletion).certificate())
                .isEqualTo(new Impact.LostCertificate(
                        Verdict.LAST,
                        Owner.USER,
                        "payments",
                        PAYMENTS.uploadedAt(),
                        null,
                        0,
                        1,
                        true,
                        "It was the only certificate the user could sign with."));
        assertThat(inventory
                        .before(TestingIam.DIGITS, Held.Certificate.class, PAYMENTS.id(), deletion.occurredAt())
                        .orElseThrow()
                        .held())
                .isEqualTo(PAYMENTS);
    }

    /** The credential report tells nothing of a certificate that is not active: its owner is asked for once, in turn. */
    @Test
    void keepsWhatTheReportDoesNotTellOf() throws InterruptedException {
        iam.users.put("payments", List.of(certificate(PAYMENTS.id(), "payments", "Inactive", NOON)));
        iam.users.put("nobody", List.of());
        for (int i = 0; i < 3; i++) {
            snapshot();
        }
        assertThat(iam.asked.stream().filter(question -> question.startsWith("ListSigningCertificates")))
                .containsExactlyInAnyOrder(
                        "ListSigningCertificates reports",
                        "ListSigningCertificates payments",
                        "ListSigningCertificates nobody");
        assertThat(new CertificateOwners(iam, inventory).of("default"))
                .containsExactlyInAnyOrder("payments", "reports");

        iam.users.put("payments", List.of());
        Finding deletion = deletion();
        impacts.findOut();
        assertThat(impact(deletion).certificate().verdict()).isEqualTo(Verdict.NOT_IN_USE);
        assertThat(inventory.before(TestingIam.DIGITS, Held.Certificate.class, PAYMENTS.id(), deletion.occurredAt()))
                .map(seen -> seen.held().body())
                .contains("body of " + PAYMENTS.id());
    }

    @Test
    void anInactiveCertificateWasNotInUse() throws InterruptedException {
        iam.users.put("payments", List.of(certificate(PAYMENTS.id(), "payments", "Inactive", NOON)));
        snapshot();
        Finding deletion = deletion();
        impacts.findOut();
        assertThat(impact(deletion).certificate().verdict()).isEqualTo(Verdict.NOT_IN_USE);
        assertThat(impact(deletion).certificate().why()).isEqualTo("The certificate was inactive already.");
    }

    @Test
    void theEventOfTheUploadHoldsWhatNoSnapshotSaw() throws InterruptedException {
        iam.users.put("payments", List.of());
        snapshot();
        event(
                "UploadSigningCertificate",
                "iam-signing-certificate-uploaded",
                new Target("signing-certificate", "payments", PAYMENTS.id(), null, null, null),
                Outcome.SUCCEEDED,
                "{\"responseElements\":{\"certificate\":{\"certificateBody\":\"the body\"}}}");
        Finding deletion = deletion();
        impacts.findOut();
        assertThat(impact(deletion).certificate().verdict()).isEqualTo(Verdict.LAST);
        assertThat(inventory
                        .before(TestingIam.DIGITS, Held.Certificate.class, PAYMENTS.id(), deletion.occurredAt())
                        .orElseThrow()
                        .held()
                        .body())
                .isEqualTo("the body");
    }

    @Test
    void addingTheClientIdBackResolvesTheFindingAndSaysHowLongItTook() throws InterruptedException {
        snapshot();
        iam.oidc.put(LOGIN, provider("partner-portal"));
        Finding removal = removal();
        impacts.findOut();
        assertThat(stored(removal).status()).isEqualTo(Status.OPEN);

        iam.oidc.put(LOGIN, provider("partner-portal", "mobile-app"));
        Finding repair = event("AddClientIDToOpenIDConnectProvider", "iam-oidc-client-id-added", clientId());
        List<String> audit = TestingAudit.of(impacts::findOut);

        assertThat(audit)
                .containsExactly("finding moved move=resolve result=done finding=\"" + removal.id()
                        + "\" by=null from=null note=\"Repaired: the provider has the client ID again. By CloudTrail"
                        + " event "
                        + repair.id() + ".\"");
        assertThat(stored(removal).status()).isEqualTo(Status.RESOLVED);
        assertThat(stored(removal).history())
                .last()
                .isEqualTo(new HistoryEntry(
                        time.instant(),
                        "resolved",
                        null,
                        "Repaired: the provider has the client ID again. By CloudTrail event " + repair.id() + "."));
        assertThat(registry.get("tamperwatch.time.to.repair").timer().totalTime(TimeUnit.SECONDS))
                .isEqualTo(300);
        // and the repair's own finding is not undone by what it repaired
        assertThat(stored(repair).status()).isEqualTo(Status.OPEN);
    }

    /** Looking at all that is open for every event that is found would take whatever processor there is. */
    @Test
    void aLookThatTookLongIsFollowedByARestAndNoneIsForgotten() throws InterruptedException {
        AtomicReference<Duration> each = new AtomicReference<>(Duration.ZERO);
        Repairs resting = new Repairs(findings, inventory, Catalogue.builtIn(), budget, moving(each));
        Impacts inTurn = new Impacts(iam, inventory, findings, this::paced, resting, time);
        snapshot();
        iam.oidc.put(LOGIN, provider("partner-portal"));
        Finding removal = removal();
        inTurn.findOut();
        each.set(Duration.ofSeconds(30));
        resting.check("default", TestingIam.DIGITS);
        each.set(Duration.ZERO);

        iam.oidc.put(LOGIN, provider("mobile-app", "partner-portal"));
        snapshot();
        Finding deletion = deletion();
        inTurn.findOut();
        assertThat(impact(deletion)).isNotNull();
        assertThat(stored(removal).status()).as("at rest").isEqualTo(Status.OPEN);

        time.advance(Duration.ofMinutes(10));
        inTurn.findOut();
        assertThat(stored(removal).status()).isEqualTo(Status.RESOLVED);
    }

    /** A clock on which each reading takes so long. */
    private Clock moving(AtomicReference<Duration> each) {
        return new Clock() {
            @Override
            public Instant instant() {
                time.advance(each.get());
                return time.instant();
            }

            @Override
            public ZoneId getZone() {
                return time.getZone();
            }

            @Override
            public Clock withZone(ZoneId zone) {
                return time.withZone(zone);
            }
        };
    }

    @Test
    void aRepairWithoutAnEventIsSeenByTheNextSnapshot() throws InterruptedException {
        snapshot();
        iam.users.put("payments", List.of());
        Finding deletion = deletion();
        impacts.findOut();
        iam.users.put(
                "payments", List.of(certificate("CERTIFICATEANEW000000001", "payments", "Active", time.instant())));
        snapshot();
        repairs.check("default", TestingIam.DIGITS);
        assertThat(stored(deletion).status()).isEqualTo(Status.RESOLVED);
        assertThat(stored(deletion).history())
                .last()
                .satisfies(entry -> assertThat(entry.note())
                        .isEqualTo("Repaired: the user has a certificate that was uploaded since."));
    }

    @Test
    void aUserWhoIsGoneNeedsNoCertificate() throws InterruptedException {
        snapshot();
        iam.users.remove("payments");
        Finding deletion = deletion();
        impacts.findOut();
        assertThat(stored(deletion).history())
                .last()
                .satisfies(entry -> assertThat(entry.note()).isEqualTo("Repaired: the user is gone."));
    }

    @Test
    void aProviderIsRestoredOnlyWithAllItsClientIds() throws InterruptedException {
        snapshot();
        iam.oidc.remove(LOGIN);
        Finding deletion = event(
                "DeleteOpenIDConnectProvider",
                "iam-oidc-provider-deleted",
                new Target("oidc-provider", null, null, LOGIN, null, null));
        impacts.findOut();
        assertThat(impact(deletion).blastRadius().lockedOut()).isEqualTo(3);

        iam.oidc.put(LOGIN, provider("mobile-app"));
        time.advance(Duration.ofMinutes(20));
        impacts.findOut();
        assertThat(stored(deletion).status()).isEqualTo(Status.OPEN);
        iam.oidc.put(LOGIN, provider("partner-portal", "mobile-app"));
        time.advance(Duration.ofMinutes(70));
        impacts.findOut();
        assertThat(stored(deletion).status()).isEqualTo(Status.RESOLVED);
    }

    @Test
    void removedAgainIsANewFindingAndTheOldOneStaysResolved() throws InterruptedException {
        snapshot();
        iam.oidc.put(LOGIN, provider("partner-portal"));
        Finding first = removal();
        impacts.findOut();
        iam.oidc.put(LOGIN, provider("partner-portal", "mobile-app"));
        event("AddClientIDToOpenIDConnectProvider", "iam-oidc-client-id-added", clientId());
        impacts.findOut();
        iam.oidc.put(LOGIN, provider("partner-portal"));
        Finding second = removal();
        impacts.findOut();
        assertThat(stored(first).status()).isEqualTo(Status.RESOLVED);
        assertThat(stored(second).status()).isEqualTo(Status.OPEN);
        assertThat(stored(second).change()).isEqualTo(Change.CHANGED);
    }

    @Test
    void aRepairUndoneWithoutAnEventOpensTheFindingAgain() throws InterruptedException {
        snapshot();
        iam.oidc.put(LOGIN, provider("partner-portal"));
        Finding removal = removal();
        impacts.findOut();
        iam.oidc.put(LOGIN, provider("partner-portal", "mobile-app"));
        time.advance(Duration.ofMinutes(20));
        impacts.findOut();
        assertThat(stored(removal).status()).isEqualTo(Status.RESOLVED);

        iam.oidc.put(LOGIN, provider("partner-portal"));
        time.advance(Duration.ofMinutes(70));
        impacts.findOut();
        assertThat(stored(removal).status()).isEqualTo(Status.OPEN);
        assertThat(stored(removal).history())
                .last()
                .satisfies(entry -> assertThat(entry.note()).isEqualTo("The repair is seen to be undone."));
    }

    @Test
    void whatAPersonResolvedIsLeftAlone() throws InterruptedException {
        snapshot();
        iam.oidc.put(LOGIN, provider("partner-portal"));
        Finding removal = removal();
        impacts.findOut();
        HistoryEntry ruth = new HistoryEntry(time.instant(), "resolved", "ruth", "Repaired: not really");
        findings.move(removal.id(), io.tamperwatch.finding.Move.RESOLVE, ruth, finding -> true);
        time.advance(Duration.ofMinutes(70));
        impacts.findOut();
        assertThat(stored(removal).status()).isEqualTo(Status.RESOLVED);
    }

    @Test
    void aSamlProviderThatIsThereAgainIsARepair() throws InterruptedException {
        snapshot();
        Held.SamlProvider was = iam.saml.remove(SAML);
        Finding deletion = event(
                "DeleteSAMLProvider",
                "iam-saml-provider-deleted",
                new Target("saml-provider", null, null, SAML, null, null));
        impacts.findOut();
        assertThat(stored(deletion).change()).isEqualTo(Change.CHANGED);
        iam.saml.put(SAML, was);
        time.advance(Duration.ofMinutes(20));
        impacts.findOut();
        assertThat(stored(deletion).status()).isEqualTo(Status.RESOLVED);
    }
}
