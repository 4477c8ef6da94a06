package io.tamperwatch.emulator;

import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.List;
import java.util.Map;
import java.util.SortedMap;
import java.util.TreeMap;

/**
 * What happens in dev mode's account while somebody watches, and in the week before. It goes on for ever: after a
 * round the damage is repaired and a new round begins.
 */
final class Story {

    static final Duration ROUND = Duration.ofMinutes(10);
    static final Duration LATENESS = Duration.ofMinutes(2);

    private static final Duration HEARTBEAT = Duration.ofSeconds(20);
    private static final String GITHUB = "token.actions.githubusercontent.com";
    private static final String LOGIN = "login.example.com";
    private static final List<String> CERTIFICATES = SampleCertificates.all();

    private final Stage stage;
    private final Sleeper sleeper;

    Story(AwsEmulator aws, Clock clock, Sleeper sleeper) {
        this.stage = new Stage(aws, clock);
        this.sleeper = sleeper;
    }

    /** The provider whose audiences matter in the story. */
    static String provider() {
        return AwsEmulator.ACCOUNT.iamArn("oidc-provider/" + GITHUB);
    }

    /** Sets the scene: what the account holds, and its past week. Returns at once. */
    void prepare() {
        givenUser("payments-batch", CERTIFICATES.get(0));
        givenUser("reports-export", CERTIFICATES.get(1));
        givenUser("lee.moreau", CERTIFICATES.get(2));
        givenUser("ledger-sync", CERTIFICATES.get(3));
        stage.given("CreateUser", Map.of("UserName", "dana.keller"));
        stage.given("CreateUser", Map.of("UserName", "ops.ito"));
        givenProvider(GITHUB, "sts.amazonaws.com", audience(0));
        givenProvider(LOGIN, "mobile-app", "partner-portal");
        stage.forbidden(Cast.INTRUDER, "iam:RemoveClientIDFromOpenIDConnectProvider");
        Carelessness.prepare(stage);
        FederatedRoles.prepare(stage, AwsEmulator.ACCOUNT.iamArn("oidc-provider/" + LOGIN));
        pastWeek();
    }

    /** Plays until interrupted. */
    void play() throws InterruptedException {
        Instant opening = stage.now();
        for (int round = 0; ; round++) {
            Instant start = opening.plus(ROUND.multipliedBy(round));
            for (Map.Entry<Duration, Runnable> scene : scenes(round).entrySet()) {
                waitUntil(start.plus(scene.getKey()));
                scene.getValue().run();
            }
        }
    }

    private SortedMap<Duration, Runnable> scenes(int round) {
        SortedMap<Duration, Runnable> scenes = new TreeMap<>();
        for (Duration at = Duration.ofSeconds(5); at.compareTo(ROUND) < 0; at = at.plus(HEARTBEAT)) {
            scenes.put(at, this::heartbeat);
        }
        scenes.put(Duration.ofSeconds(10), () -> terraformAddsTheNewAudience(round));
        scenes.put(Duration.ofSeconds(11), () -> terraformRemovesTheOldAudience(round));
        scenes.put(Duration.ofSeconds(28), this::intruderLooksAround);
        scenes.put(Duration.ofSeconds(30), this::intruderIsDenied);
        scenes.put(Duration.ofSeconds(34), () -> deleteCertificate(Cast.INTRUDER, "payments-batch"));
        scenes.put(Duration.ofMinutes(1), this::userIsOffBoarded);
        scenes.put(Duration.ofSeconds(90), this::operatorRemovesAnAudienceUnseen);
        scenes.put(Duration.ofMinutes(7), this::damageIsRepaired);
        return scenes;
    }

    private void terraformAddsTheNewAudience(int round) {
        stage.act(Cast.TERRAFORM, "GetOpenIDConnectProvider", Map.of("OpenIDConnectProviderArn", provider()));
        stage.act(Cast.TERRAFORM, "AddClientIDToOpenIDConnectProvider", clientId(provider(), audience(round + 1)));
    }

    private void terraformRemovesTheOldAudience(int round) {
        stage.act(Cast.TERRAFORM, "RemoveClientIDFromOpenIDConnectProvider", clientId(provider(), audience(round)));
    }

    private void intruderLooksAround() {
        stage.act(Cast.INTRUDER, "ListUsers", Map.of());
        stage.act(Cast.INTRUDER, "ListOpenIDConnectProviders", Map.of());
        stage.act(Cast.INTRUDER, "ListSigningCertificates", Map.of("UserName", "payments-batch"));
    }

    private void intruderIsDenied() {
        stage.act(Cast.INTRUDER, "RemoveClientIDFromOpenIDConnectProvider", clientId(provider(), "sts.amazonaws.com"));
    }

    private void userIsOffBoarded() {
        stage.act(Cast.ADMINISTRATOR, "ListSigningCertificates", Map.of("UserName", "lee.moreau"));
        deleteCertificate(Cast.ADMINISTRATOR, "lee.moreau");
        stage.act(Cast.ADMINISTRATOR, "DeleteUser", Map.of("UserName", "lee.moreau"));
    }

    private void operatorRemovesAnAudienceUnseen() {
        stage.actUnseen(
                Cast.OPERATOR,
                LATENESS,
                "RemoveClientIDFromOpenIDConnectProvider",
                clientId(AwsEmulator.ACCOUNT.iamArn("oidc-provider/" + LOGIN), "mobile-app"));
    }

    private void damageIsRepaired() {
        upload("payments-batch", CERTIFICATES.get(0));
        stage.act(
                Cast.ADMINISTRATOR,
                "AddClientIDToOpenIDConnectProvider",
                clientId(AwsEmulator.ACCOUNT.iamArn("oidc-provider/" + LOGIN), "mobile-app"));
        stage.act(Cast.ADMINISTRATOR, "CreateUser", Map.of("UserName", "lee.moreau"));
        upload("lee.moreau", CERTIFICATES.get(2));
    }

    private void heartbeat() {
        stage.act(Cast.AUDITOR, "ListSigningCertificates", Map.of("UserName", "reports-export"));
        stage.customerComes();
    }

    /** Counted from midnight, so that the story started anew on the same day has the same past. */
    private void pastWeek() {
        Instant midnight = stage.now().truncatedTo(ChronoUnit.DAYS);
        stage.customersCame(midnight);
        for (int day = 6; day >= 1; day--) {
            Instant night = midnight.minus(Duration.ofDays(day)).plus(Duration.ofHours(2));
            stage.acted(night, Cast.AUDITOR, "ListUsers", Map.of());
            stage.acted(night.plusSeconds(2), Cast.AUDITOR, "ListOpenIDConnectProviders", Map.of());
            if (day == 3) {
                rotateCertificate(midnight.minus(Duration.ofDays(3)).plus(Duration.ofHours(9)));
            }
        }
    }

    private void rotateCertificate(Instant morning) {
        Map<String, String> user = Map.of("UserName", "ledger-sync");
        stage.acted(morning, Cast.ADMINISTRATOR, "ListSigningCertificates", user);
        String old = stage.certificate("ledger-sync").orElseThrow();
        Map<String, String> upload = Map.of("UserName", "ledger-sync", "CertificateBody", CERTIFICATES.get(4));
        stage.acted(morning.plusSeconds(40), Cast.ADMINISTRATOR, "UploadSigningCertificate", upload);
        Map<String, String> deletion = Map.of("UserName", "ledger-sync", "CertificateId", old);
        stage.acted(morning.plusSeconds(1900), Cast.ADMINISTRATOR, "DeleteSigningCertificate", deletion);
    }

    private void deleteCertificate(Cast actor, String user) {
        stage.certificate(user)
                .ifPresent(id ->
                        stage.act(actor, "DeleteSigningCertificate", Map.of("UserName", user, "CertificateId", id)));
    }

    private void upload(String user, String certificate) {
        stage.act(
                Cast.ADMINISTRATOR,
                "UploadSigningCertificate",
                Map.of("UserName", user, "CertificateBody", certificate));
    }

    private void givenUser(String user, String certificate) {
        stage.given("CreateUser", Map.of("UserName", user));
        stage.given("UploadSigningCertificate", Map.of("UserName", user, "CertificateBody", certificate));
    }

    private void givenProvider(String host, String firstAudience, String secondAudience) {
        stage.given(
                "CreateOpenIDConnectProvider",
                Map.of(
                        "Url",
                        "https://" + host,
                        "ClientIDList.member.1",
                        firstAudience,
                        "ClientIDList.member.2",
                        secondAudience,
                        "ThumbprintList.member.1",
                        "0123456789abcdef0123456789abcdef01234567"));
    }

    private static String audience(int round) {
        return "deploy-" + (round + 1);
    }

    private static Map<String, String> clientId(String providerArn, String clientId) {
        return Map.of("OpenIDConnectProviderArn", providerArn, "ClientID", clientId);
    }

    private void waitUntil(Instant due) throws InterruptedException {
        Duration left = Duration.between(stage.now(), due);
        if (left.isPositive()) {
            sleeper.sleep(left);
        }
    }
}
