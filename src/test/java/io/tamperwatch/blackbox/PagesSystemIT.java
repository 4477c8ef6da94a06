package io.tamperwatch.blackbox;

import static com.microsoft.playwright.assertions.PlaywrightAssertions.assertThat;
import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import com.microsoft.playwright.Download;
import com.microsoft.playwright.Locator;
import com.microsoft.playwright.Page;
import com.microsoft.playwright.Response;
import com.microsoft.playwright.assertions.PlaywrightAssertions;
import io.tamperwatch.emulator.AwsEmulator;
import io.tamperwatch.emulator.Call;
import io.tamperwatch.emulator.Caller;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.time.Clock;
import java.time.Instant;
import java.util.HexFormat;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** The pages as people use them, in a real browser. Each test has findings of its own to act on. */
class PagesSystemIT {

    private static final String RUTH = "twt_ruth-the-responder";
    private static final String SAM = "twt_sam-the-responder";
    private static final String VERA = "twt_vera-the-viewer";

    private static final List<String> PAGES = List.of(
            "/findings",
            "/findings?severity=high",
            "/findings?q=nothing-is-like-this",
            "/findings/" + Records.id(0),
            "/posture",
            "/posture?account=nowhere",
            "/watches",
            "/watches?account=111122223333",
            "/suppressions?target=payments",
            "/catalogue",
            "/catalogue/iam-signing-certificate-deleted",
            "/nothing/here");

    private static final String PROVIDER = "arn:aws:iam::111122223333:oidc-provider/accounts.example.com";

    private static final String TRUST = """
        {"Version": "2012-10-17", "Statement": [{
          "Effect": "Allow",
          "Principal": {"Federated": "%s"},
          "Action": "sts:AssumeRoleWithWebIdentity",
          "Condition": {"StringEquals": {"accounts.example.com:aud": %s}}}]}\
        """;

    private static final Caller ERIN = Caller.User.of(AwsEmulator.ACCOUNT, "erin", "AKIA000000000ERIN111");

    private static final String HOSTILE =
            "\"><script>pwned=1</script><img src=x onerror=pwned=1>'{pwned}\u001b[31m\u202Egnp\r\nX: y=cmd";

    @TempDir
    static Path directory;

    private static AwsEmulator aws;
    private static LaunchedService service;
    private static Chromium chromium;

    @BeforeAll
    static void start() {
        aws = AwsEmulator.start(Clock.systemUTC());
        aws.lookupRate(Double.POSITIVE_INFINITY);
        stillBroken();
        federated();
        for (int number = 0; number < 12; number++) {
            aws.history().add(Records.number(number, Instant.now().minusSeconds(60L * (number + 2))), Instant.now());
        }
        aws.history().add(hostile(), Instant.now());
        service = Launch.watching(aws, directory)
                .set("tamperwatch.inventory.budget", "50")
                .set("tamperwatch.security.mode", "token")
                .set("tamperwatch.security.tokens.ruth.sha256", sha256(RUTH))
                .set("tamperwatch.security.tokens.ruth.role", "responder")
                .set("tamperwatch.security.tokens.sam.sha256", sha256(SAM))
                .set("tamperwatch.security.tokens.sam.role", "responder")
                .set("tamperwatch.security.tokens.vera.sha256", sha256(VERA))
                .set("tamperwatch.security.tokens.vera.role", "viewer")
                .start();
        service.until("found", () -> service.api().withToken(RUTH).findings().size() >= 13);
        PlaywrightAssertions.setDefaultAssertionTimeout(60_000);
        chromium = Chromium.start(service.api().url(""));
    }

    @AfterAll
    static void stop() {
        if (chromium != null) {
            chromium.close();
        }
        if (service != null) {
            service.close();
        }
        aws.close();
    }

    /** What the events have broken is there and still broken: what is repaired, or gone, is resolved by itself. */
    private static void stillBroken() {
        Instant before = Instant.now().minusSeconds(86_400);
        aws.given(ERIN, "CreateUser", Map.of("UserName", "payments"), before);
        Map<String, String> provider = Map.of("Url", "https://login.example.com", "ClientIDList.member.1", "others");
        aws.given(ERIN, "CreateOpenIDConnectProvider", provider, before);
    }

    /** Roles of which some get in with one client ID only, some with either. */
    private static void federated() {
        Instant before = Instant.now().minusSeconds(86_400);
        aws.given(
                ERIN,
                "CreateOpenIDConnectProvider",
                Map.of(
                        "Url",
                        "https://accounts.example.com",
                        "ClientIDList.member.1",
                        "mobile-app",
                        "ClientIDList.member.2",
                        "partner-portal"),
                before);
        role("mobile-checkout", "\"mobile-app\"", before);
        role("mobile-beta", "\"mobile-app\"", before);
        role("customer-support", "[\"mobile-app\", \"partner-portal\"]", before);
        role("partner-reports", "\"partner-portal\"", before);
        aws.roleUsed(ERIN, "mobile-checkout", Instant.now().minusSeconds(1200), "us-east-1");
        aws.roleUsed(ERIN, "customer-support", Instant.now().minusSeconds(259_200), "us-east-1");
    }

    private static void role(String name, String audiences, Instant at) {
        String trust = TRUST.formatted(PROVIDER, audiences);
        aws.given(ERIN, "CreateRole", Map.of("RoleName", name, "AssumeRolePolicyDocument", trust), at);
    }

    /** Takes a client ID off the provider, once the service has seen what there was before. */
    private static String removal() {
        service.until("an inventory", () -> service.metrics().sum("tamperwatch_inventory_snapshots_total") > 0);
        aws.iam(
                Call.of(ERIN, Call.Origin.of("203.0.113.7", "aws-cli/2.31.0"), Instant.now()),
                Records.CLIENT_ID,
                Map.of("OpenIDConnectProviderArn", PROVIDER, "ClientID", "mobile-app"));
        service.until("the removal", () -> removed() != null);
        return Objects.requireNonNull(removed());
    }

    /** Its id, once it is known what it did. */
    private static @Nullable String removed() {
        Api api = service.api().withToken(RUTH);
        JsonNode found = api.json("/api/v1/findings?q=mobile-app").path("items").path(0);
        String id = found.path("id").asText("");
        return !id.isEmpty()
                        && api.json("/api/v1/findings/" + id)
                                .path("impact")
                                .path("blastRadius")
                                .isObject()
                ? id
                : null;
    }

    /** A record in which every text its caller has a hand in does its worst. */
    private static ObjectNode hostile() {
        ObjectNode record = Records.number(100, Instant.now());
        record.put("userAgent", HOSTILE).put("sourceIPAddress", HOSTILE).put("errorMessage", HOSTILE);
        record.put("errorCode", "<b>" + HOSTILE);
        ((ObjectNode) record.path("userIdentity"))
                .put("userName", HOSTILE)
                .put("arn", "arn:aws:iam::111122223333:user/" + HOSTILE)
                .put("accessKeyId", HOSTILE);
        record.putObject("requestParameters").put("userName", HOSTILE).put("certificateId", HOSTILE);
        return record;
    }

    @Test
    void tellsWhatHappenedToWhoeverFollowsALink() {
        String link = "/findings/" + Records.id(0);

        Page page = chromium.at(link, chromium.desk(), RUTH);

        assertThat(page).hasURL(Pattern.compile(".*" + link));
        assertThat(page.locator("h1")).containsText("erin deleted signing certificate");
        assertThat(page.locator("h1")).containsText("of user payments");
        assertThat(page.locator(".badges .sev")).hasText(Pattern.compile("critical|high|medium"));
        assertThat(page.locator(".facts")).containsText("192.0.2.44");
        Chromium.wholePicture(page, "finding-light");
        page.locator("details.raw summary").click();
        assertThat(page.locator("details.raw code")).containsText("\"eventName\" : \"DeleteSigningCertificate\"");
        page.locator("[data-up]").click();
        assertThat(page.locator("#g-open")).containsText("Nobody has these yet");
        Chromium.picture(page, "findings-light");
        Chromium.wholePicture(chromium.at(link, chromium.dark(), RUTH), "finding-dark");
    }

    @Test
    void showsWhomItAffects() throws IOException {
        String id = removal();
        Page page = chromium.at("/findings/" + id, chromium.desk(), RUTH);

        assertThat(page.locator(".ending"))
                .hasText("It took effect. 3 roles depend on it, 2 used in the 90 days before.");
        assertThat(page.locator(".did.changed")).containsText("The provider had the client ID before.");
        assertThat(page.locator(".counts > div"))
                .containsText(new String[] {"Configured3", "Locked out2", "Used2", "Brokennot known"});
        assertThat(page.locator("svg.radius g > .name"))
                .hasText(new String[] {"mobile-checkout", "customer-support", "mobile-beta"});
        assertThat(page.locator("svg.radius .slash")).hasCount(2);
        assertThat(page.locator(".named .roles > li").first()).containsText("locked out");
        page.setViewportSize(1280, 1120);
        Chromium.picture(page, "finding-top");
        Chromium.wholePicture(chromium.at("/findings/" + id, chromium.dark(), RUTH), "affected-dark");
        Page phone = chromium.at("/findings/" + id, chromium.phone(), RUTH);
        assertThat((int) phone.evaluate("document.documentElement.scrollWidth")).isEqualTo(390);
        phone.locator("#todo").evaluate("element => element.scrollIntoView()");
        Chromium.picture(phone, "what-to-do-on-a-phone");
        assertThat(Chromium.barriers(page)).isEmpty();
        assertThat(Chromium.barriers(phone)).isEmpty();

        Download bundle = page.waitForDownload(
                () -> page.getByText("Evidence bundle (ZIP)").click());
        assertThat(bundle.suggestedFilename()).isEqualTo("evidence-" + id + ".zip");
        assertThat(Files.size(bundle.path())).isPositive();
    }

    @Test
    void exportsWhatTheListShows() throws IOException {
        Page page = chromium.at("/findings?q=reports&status=open", chromium.desk(), RUTH);

        Download csv = page.waitForDownload(
                () -> page.locator(".exports").getByText("CSV").click());

        assertThat(csv.url()).contains("format=csv").contains("q=reports").contains("status=open");
        assertThat(Files.readString(csv.path())).contains("RemoveClientID").doesNotContain("DeleteSigning");
    }

    @Test
    void tellsWhatMayBeReadAndWhatMakesTamperingEasy() {
        Page page = chromium.at("/watches", chromium.desk(), VERA);

        assertThat(page.locator(".figures").first()).containsText("Complete until");
        assertThat(page.locator(".figures").first()).containsText("Budget");
        assertThat(page.locator("#rights")).containsText("What may be read");
        page.navigate("/watches?account=nowhere");
        assertThat(page.locator(".empty")).containsText("Nothing is watched there");
    }

    @Test
    void showsAnewInPlaceWhatHasChanged() {
        Page ruth = chromium.at("/findings/" + Records.id(8), chromium.desk(), RUTH);
        ruth.locator("details.more summary").click();
        ruth.getByLabel("Note for the history").fill("half a note");
        Page sam = chromium.at("/findings/" + Records.id(8), chromium.desk(), SAM);
        sam.locator("button.take").click();
        assertThat(sam.locator(".badges .status")).hasText("In hand");

        ruth.locator("#changed").click();

        assertThat(ruth.locator(".badges .by")).containsText("by sam");
        assertThat(ruth.getByLabel("Note for the history")).hasValue("half a note");
        assertThat(ruth.locator(".remedy[open] .by-cli .copy").first()).isVisible();
        assertThat(chromium.complaints).isEmpty();
    }

    @Test
    void keepsFiltersInTheAddress() {
        Page page = chromium.at("/findings", chromium.desk(), RUTH);

        page.locator("input[name=q]").fill("reports");
        page.keyboard().press("Enter");

        assertThat(page).hasURL(Pattern.compile(".*[?&]q=reports.*"));
        assertThat(page.locator(".row").first()).containsText("client ID");
        assertThat(page.locator(".row", new Page.LocatorOptions().setHasText("signing certificate")))
                .hasCount(0);
        page.locator("input[value=info]").check();
        assertThat(page).hasURL(Pattern.compile(".*q=reports.*severity=info.*"));
        assertThat(page.locator(".empty")).containsText("Nothing matches");
    }

    @Test
    void takesOneClickToHaveIt() {
        Page page = chromium.at("/findings/" + Records.id(1), chromium.desk(), RUTH);

        page.locator("button.take").click();

        assertThat(page.locator(".badges .status")).hasText("In hand");
        assertThat(page.locator(".badges .by")).containsText("by ruth");
        assertThat(page.locator(".history")).containsText("Acknowledged by ruth");
        assertThat(status(1)).isEqualTo("acknowledged");
        page.reload();
        assertThat(page.locator(".history li")).hasCount(2);
    }

    @Test
    void tellsTheSecondOfTwoWhoWasQuicker() {
        Page ruth = chromium.at("/findings/" + Records.id(2), chromium.desk(), RUTH);
        Page sam = chromium.at("/findings/" + Records.id(2), chromium.desk(), SAM);
        ruth.locator("button.take").click();
        assertThat(ruth.locator(".badges .status")).hasText("In hand");

        Response answer = sam.waitForResponse(
                "**/acknowledge", () -> sam.locator("button.take").click());

        assertThat(answer.status()).isEqualTo(412);
        assertThat(sam.locator(".told")).containsText("Somebody was quicker");
        assertThat(sam.locator(".told")).containsText("ruth acknowledged it");
        Chromium.picture(sam, "somebody-was-quicker");
        assertThat(service.api()
                        .withToken(RUTH)
                        .json("/api/v1/findings/" + Records.id(2))
                        .path("history"))
                .hasSize(2);
    }

    @Test
    void copiesAScript() {
        Page page = chromium.at(
                "/findings/" + Records.id(3),
                chromium.desk().setPermissions(List.of("clipboard-read", "clipboard-write")),
                RUTH);
        Locator remedy = page.locator(".remedy[open]").first();

        remedy.locator(".by-cli .copy").click();

        assertThat(remedy.locator(".by-cli .copy")).hasText("Copied");
        assertThat((String) page.evaluate("navigator.clipboard.readText()"))
                .isEqualTo(remedy.locator(".by-cli code").textContent() + "\n")
                .contains("aws iam ")
                .contains("reports");
        page.locator("#by-python").check();
        assertThat(remedy.locator(".by-python code")).isVisible();
        assertThat(remedy.locator(".by-cli code")).isHidden();
    }

    @Test
    void fitsAPhone() {
        Page page = chromium.at("/findings", chromium.phone(), RUTH);
        for (String path : PAGES) {
            page.navigate(path);
            assertThat((int) page.evaluate("document.documentElement.scrollWidth"))
                    .as(path)
                    .isEqualTo(390);
        }
        page.navigate("/findings");
        Chromium.picture(page, "findings-phone");
        page.navigate("/findings/" + Records.id(0));
        Chromium.wholePicture(page, "finding-phone");
    }

    @Test
    void needsNoScripts() {
        Page page = chromium.at("/findings/" + Records.id(4), chromium.desk().setJavaScriptEnabled(false), RUTH);

        page.locator("details.more summary").click();
        page.getByLabel("Note for the history").fill("mine,\nsince 3 a.m.");
        page.locator("details.more button", new Page.LocatorOptions().setHasText("Acknowledge"))
                .click();
        assertThat(page.locator(".badges .status")).hasText("In hand");
        assertThat(page.locator(".history")).containsText("mine, since 3 a.m.");
        page.locator("details.more summary").click();
        page.locator("details.more button", new Page.LocatorOptions().setHasText("Resolve"))
                .click();
        assertThat(page.locator(".badges .status")).hasText("Resolved");
        assertThat(status(4)).isEqualTo("resolved");

        page.navigate("/findings");
        page.locator("input[name=q]").fill("certificate");
        page.locator(".filter button").click();
        assertThat(page).hasURL(Pattern.compile(".*q=certificate.*"));
        page.locator(".row.open .take").first().click();
        assertThat(page).hasURL(Pattern.compile(".*/findings\\?q=certificate"));
        page.locator("form[action='/logout'] button").click();
        assertThat(page).hasURL(Pattern.compile(".*/login"));
    }

    @Test
    void obeysTheKeyboard() {
        Page page = chromium.at("/findings", chromium.desk(), RUTH);
        assertThat(page.locator(".row").first()).isVisible();

        page.keyboard().press("j");
        page.keyboard().press("j");
        page.keyboard().press("k");
        assertThat(page.locator(".row .open").first()).isFocused();
        page.keyboard().press("/");
        assertThat(page.locator("input[name=q]")).isFocused();
        page.keyboard().press("Escape");
        page.keyboard().press("?");
        assertThat(page.locator("#keys")).isVisible();
        page.keyboard().press("Escape");

        page.navigate("/findings/" + Records.id(5));
        page.keyboard().press("a");
        assertThat(page.locator(".badges .status")).hasText("In hand");
        page.keyboard().press("u");
        assertThat(page).hasURL(Pattern.compile(".*/findings"));
    }

    @Test
    void putsNoBarriersUp() {
        for (var options : List.of(chromium.desk(), chromium.dark(), chromium.phone())) {
            Page page = chromium.at("/findings", options, RUTH);
            for (String path : PAGES) {
                page.navigate(path);
                assertThat(Chromium.barriers(page)).as(path).isEmpty();
            }
        }
    }

    @Test
    void showsHostileTextAndObeysNoneOfIt() {
        Page page = chromium.at("/findings/" + Records.id(100), chromium.desk(), RUTH);
        for (String path : List.of("/findings", "/findings/" + Records.id(100), "/findings?q=pwned")) {
            page.navigate(path);
            assertThat(page.evaluate("typeof pwned")).as(path).isEqualTo("undefined");
            assertThat(page.locator("script")).hasCount(1);
            assertThat(page.locator("main img, main [onerror], main script")).hasCount(0);
        }
        page.navigate("/findings/" + Records.id(100));
        assertThat(page.locator(".facts")).containsText("<img src=x onerror=pwned=1>");
        assertThat(page.locator(".facts")).containsText("\\u{1b}[31m\\u{202e}gnp");
        assertThat(chromium.complaints).isEmpty();
    }

    @Test
    void weighsLittle() {
        Page page = chromium.at("/findings", chromium.desk(), RUTH);
        for (String path : PAGES) {
            page.navigate(path);
            page.waitForLoadState();
            int weight = (int) page.evaluate("""
                ['navigation', 'resource'].flatMap(kind => performance.getEntriesByType(kind))
                    .reduce((sum, entry) => sum + entry.decodedBodySize, 0)\
                """);
            assertThat(weight).as(path).isBetween(1, 150_000);
        }
    }

    @Test
    void announcesWhatIsNewAndMovesNothing() {
        Page page = chromium.at("/findings", chromium.desk(), RUTH);
        page.locator(".row .open").nth(2).focus();
        String reading = page.locator(".row").nth(2).getAttribute("data-id");

        aws.history().add(Records.number(200, Instant.now()), Instant.now());

        assertThat(page.locator("#news")).hasText("1 new");
        assertThat(page.locator(".row").nth(2)).hasAttribute("data-id", reading);
        page.locator("#news").click();
        assertThat(page.locator(".row[data-id='" + Records.id(200) + "']")).isVisible();
        assertThat(page.locator("#news")).isHidden();
    }

    @Test
    void letsAViewerReadAndNothingElse() {
        Page page = chromium.at("/findings/" + Records.id(6), chromium.desk(), VERA);

        assertThat(page.locator("h1")).containsText("erin");
        assertThat(page.locator("button.take")).hasCount(0);
        assertThat(page.locator("details.raw")).hasCount(0);
        Response answer = page.waitForResponse("**/resolve", () -> page.evaluate("""
            id => { const form = document.createElement('form'); form.method = 'post';
              form.action = `/findings/${id}/resolve`; document.body.append(form); form.submit(); }\
            """, Records.id(6)));
        assertThat(answer.status()).isEqualTo(403);
        assertThat(status(6)).isEqualTo("open");
    }

    @Test
    void tellsAWrongTokenFromARightOne() {
        Page page = chromium.at("/findings", chromium.desk(), "twt_nobodys");

        assertThat(page.locator(".told")).containsText("That token is not known");
        Chromium.picture(page, "login");
        page.getByLabel("Your token").fill(RUTH);
        page.locator("button.take").click();
        assertThat(page).hasURL(Pattern.compile(".*/findings"));
        assertThat((String) page.evaluate("document.cookie")).isEmpty();
    }

    private static String status(int number) {
        return service.api()
                .withToken(RUTH)
                .json("/api/v1/findings/" + Records.id(number))
                .path("status")
                .asText();
    }

    private static String sha256(String token) {
        try {
            byte[] digest = MessageDigest.getInstance("SHA-256").digest(token.getBytes(StandardCharsets.UTF_8));
            return HexFormat.of().formatHex(digest);
        } catch (NoSuchAlgorithmException e) {
            throw new IllegalStateException(e);
        }
    }
}
