package io.tamperwatch.blackbox;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.tamperwatch.emulator.AwsEmulator;
import java.net.URI;
import java.net.http.HttpResponse;
import java.nio.file.Path;
import java.time.Clock;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.function.Consumer;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Access by an OpenID provider: programs with its tokens, people who log in there. */
class OidcIT {

    private static final String FINDING = "/api/v1/findings/" + Records.id(0);
    private static final Pattern MARK = Pattern.compile("name=\"form\" value=\"([^\"]+)\"");
    private static final Pattern VERSION = Pattern.compile("name=\"version\" value=\"([^\"]+)\"");

    @TempDir
    static Path directory;

    private static AwsEmulator aws;
    private static TestingOpenIdProvider provider;
    private static LaunchedService service;

    @BeforeAll
    static void start() {
        aws = AwsEmulator.start(Clock.systemUTC());
        aws.lookupRate(Double.POSITIVE_INFINITY);
        aws.history().add(Records.number(0, Instant.now()), Instant.now());
        int port = Ports.free();
        service = launch(directory, "http://127.0.0.1:" + port).start();
        // the service is there before the provider, and says so
        Answer early = service.api().withToken("a.b.c").get(FINDING);
        assertThat(early.status()).as(early.body()).isEqualTo(503);
        assertThat(early.json().path("type").asText()).isEqualTo("urn:tamperwatch:problem:provider-unavailable");
        provider = TestingOpenIdProvider.start(port);
        service.until(
                "found",
                () -> service.api().withToken(token("viewer")).get(FINDING).status() == 200);
    }

    private static Launch launch(Path directory, String issuer) {
        return Launch.watching(aws, directory)
                .set("tamperwatch.security.mode", "oidc")
                .set("tamperwatch.security.oidc.issuer", issuer)
                .set("tamperwatch.security.oidc.client-id", TestingOpenIdProvider.CLIENT)
                .environment("TAMPERWATCH_SECURITY_OIDC_CLIENT_SECRET", TestingOpenIdProvider.SECRET)
                .set("tamperwatch.security.oidc.roles-claim", "access/groups")
                .set("tamperwatch.security.oidc.responders", "g-oncall,g-lead")
                .set("tamperwatch.external-url", "http://127.0.0.1:${quarkus.http.port}");
    }

    @AfterAll
    static void stop() {
        if (service != null) {
            service.close();
        }
        if (provider != null) {
            provider.close();
        }
        aws.close();
    }

    private static Consumer<ObjectNode> with(String... groups) {
        return claims -> {
            var values = claims.putObject("access").putArray("groups");
            List.of(groups).forEach(values::add);
        };
    }

    private static String token(String... groups) {
        return provider.token(with(groups));
    }

    private static Answer ask(String token) {
        return service.api().withToken(token).get(FINDING);
    }

    @Test
    void programsComeWithTheProvidersTokens() {
        assertThat(ask(token("viewer")).json().path("record").isNull()).isTrue();
        assertThat(ask(token("other", "g-lead")).json().path("record").isObject())
                .isTrue();
        assertThat(ask(token("admin", "viewer")).json().path("record").isObject())
                .isTrue();
        String listed = provider.token(
                with("viewer").andThen(claims -> claims.putArray("aud").add("x").add("tamperwatch")));
        assertThat(ask(listed).status()).isEqualTo(200);
    }

    @Test
    void whoeverHasNoRoleGetsNowhere() {
        for (String token : List.of(
                token(),
                token("Viewer", "responder"),
                provider.token(claims -> {}),
                provider.token(claims -> claims.put("roles", "viewer")))) {
            Answer answer = ask(token);

            assertThat(answer.status()).isEqualTo(403);
            assertThat(answer.json().path("type").asText()).isEqualTo("urn:tamperwatch:problem:forbidden");
        }
    }

    @Test
    void viewersChangeNothing() {
        Answer answer = service.api().withToken(token("viewer")).post(FINDING + "/acknowledge", "{}");

        assertThat(answer.status()).isEqualTo(403);
    }

    @Test
    void refusesWhatIsNoTokenForIt() {
        Instant now = Instant.now();
        Map<String, String> refused = Map.of(
                "expired",
                        changed(claims -> claims.put("exp", now.minusSeconds(60).getEpochSecond())),
                "audience", changed(claims -> claims.put("aud", "another")),
                "issuer", changed(claims -> claims.put("iss", "https://id.example.com")),
                "signature", provider.forged());

        refused.forEach((reason, token) -> {
            isUnauthenticated(ask(token));
            service.until(
                    "told " + reason, () -> service.out().text().contains("authentication refused reason=" + reason));
        });
        for (String token : List.of(
                provider.unsigned(),
                changed(claims -> claims.remove("exp")),
                changed(claims -> claims.remove("sub")),
                changed(claims -> claims.remove("iss")),
                changed(claims -> claims.remove("aud")),
                changed(claims -> claims.put("iat", now.plusSeconds(3600).getEpochSecond())
                        .put("nbf", now.plusSeconds(3600).getEpochSecond())),
                "twt_" + "A".repeat(43),
                "a.b.c",
                "..")) {
            isUnauthenticated(ask(token));
        }
        isUnauthenticated(service.api().get(FINDING));
    }

    private static String changed(Consumer<ObjectNode> change) {
        return provider.token(with("admin").andThen(change));
    }

    private static void isUnauthenticated(Answer answer) {
        assertThat(answer.status()).as(answer.body()).isEqualTo(401);
        assertThat(answer.type()).isEqualTo("application/problem+json");
        assertThat(answer.json().path("type").asText()).isEqualTo("urn:tamperwatch:problem:unauthenticated");
    }

    /** Whoever may choose a name could otherwise write lines of the log, or pose as somebody else on a page. */
    @Test
    void refusesNamesThatAreNotWhatTheyLookLike() {
        for (String name : List.of("a\nby=root", "a\u0000", "\u202Etoor", "x".repeat(300), " ")) {
            isUnauthenticated(ask(changed(claims -> claims.put("sub", name))));
        }
        isUnauthenticated(ask(changed(claims -> claims.putArray("sub").add("x"))));
    }

    @Test
    void peopleLogInAndComeBackToThePageTheyWanted() {
        String name = "<script>alert(1)</script>\"=cmd|'x'!A1";
        provider.logsIn(with("g-oncall").andThen(claims -> claims.put("sub", name)));
        TestingBrowser browser = new TestingBrowser();
        String page = service.api().url("/findings/" + Records.id(0));

        HttpResponse<String> login = browser.open(page);
        assertThat(login.statusCode()).isEqualTo(200);
        assertThat(login.body()).contains("Log in with 127.0.0.1").doesNotContain("name=\"token\"");
        HttpResponse<String> finding = browser.open(service.api().url(href(login.body())));

        assertThat(finding.uri()).isEqualTo(URI.create(page));
        assertThat(finding.statusCode()).isEqualTo(200);
        assertThat(finding.body()).contains("&lt;script&gt;alert(1)").doesNotContain("<script>alert");
        assertThat(browser.visited()).anyMatch(url -> url.toString().startsWith(provider.issuer() + "/authorize?"));
        assertThat(browser.cookies()).containsOnlyKeys("tamperwatch-loopback");
        assertThat(browser.setCookies())
                .filteredOn(cookie -> !cookie.contains("Max-Age=0"))
                .allSatisfy(cookie ->
                        assertThat(cookie).containsIgnoringCase("; HttpOnly").containsIgnoringCase("; SameSite=Lax"));
        acknowledge(browser, URI.create(page), finding.body());
        JsonNode history = ask(token("viewer")).json().path("history");
        assertThat(history.get(history.size() - 1).path("who").asText()).isEqualTo(name);
        service.awaitLogged("session begun by=\\\"<script>");
        assertThat(service.out().text())
                .doesNotContain(TestingOpenIdProvider.SECRET)
                .doesNotContain(browser.cookies().get("tamperwatch-loopback"));
    }

    /** A session reads the API and changes nothing through it, and a form without its mark is nobody's. */
    private static void acknowledge(TestingBrowser browser, URI page, String html) {
        assertThat(browser.get(URI.create(service.api().url(FINDING))).statusCode())
                .isEqualTo(200);
        assertThat(browser.post(URI.create(service.api().url(FINDING + "/acknowledge")), "")
                        .statusCode())
                .isIn(401, 303);
        URI step = URI.create(page + "/acknowledge");
        assertThat(browser.post(step, "note=x").statusCode()).isEqualTo(403);
        String form = "note=mine&form=" + first(MARK, html) + "&version=" + first(VERSION, html);
        assertThat(browser.post(step, form).statusCode()).isEqualTo(303);
    }

    private static String href(String html) {
        return first(Pattern.compile("href=\"(/login/oidc[^\"]*)\""), html).replace("&amp;", "&");
    }

    private static String first(Pattern pattern, String text) {
        Matcher matcher = pattern.matcher(text);
        assertThat(matcher.find()).as("%s in %s", pattern, text).isTrue();
        return matcher.group(1);
    }

    @Test
    void whoLogsInWithoutARoleIsToldSo() {
        provider.logsIn(with("nobody").andThen(claims -> claims.put("sub", "u-norole")));
        TestingBrowser browser = new TestingBrowser();

        HttpResponse<String> answer = browser.open(service.api().url("/login/oidc"));

        assertThat(answer.statusCode()).isEqualTo(403);
        assertThat(answer.body()).contains("You have no role here");
        assertThat(browser.cookies()).isEmpty();
        service.awaitLogged("login refused reason=no role by=\\\"u-norole");
    }

    @Test
    void takesNoAnswerItDidNotAskFor() {
        provider.logsIn(with("admin"));
        URI login = URI.create(service.api().url("/login/oidc?next=/findings"));
        String begun =
                new TestingBrowser().get(login).headers().firstValue("Location").orElseThrow();
        String answered = new TestingBrowser()
                .get(URI.create(begun))
                .headers()
                .firstValue("Location")
                .orElseThrow();

        // somebody else's answer, in a browser that asked for one of its own
        TestingBrowser victim = new TestingBrowser();
        victim.get(login);
        HttpResponse<String> refused = victim.get(URI.create(answered));

        assertThat(refused.statusCode()).isEqualTo(403);
        assertThat(refused.body()).contains("Logging in did not work");
        assertThat(victim.cookies()).doesNotContainKey("tamperwatch-loopback");

        // another nonce than asked for
        provider.logsIn(with("admin").andThen(claims -> claims.put("nonce", "another")));
        assertThat(new TestingBrowser().open(login.toString()).statusCode()).isEqualTo(403);
    }

    @Test
    void goesNowhereElseAfterwards() {
        provider.logsIn(with("viewer"));
        TestingBrowser browser = new TestingBrowser();

        HttpResponse<String> answer = browser.open(service.api().url("/login/oidc?next=https://evil.example/"));

        assertThat(answer.uri().getPath()).isEqualTo("/findings");
        assertThat(answer.statusCode()).isEqualTo(200);
    }

    @Test
    void isNotServedWithoutAProvider(@TempDir Path elsewhere) {
        Ended ended = launch(elsewhere, "http://id.example.com").toItsEnd();

        assertThat(ended.exitCode()).isEqualTo(1);
        assertThat(ended.lines())
                .containsExactly(
                        "tamperwatch.security.oidc.issuer = \"http://id.example.com\" is not valid: mode oidc needs"
                                + " https, except on a loopback name");
    }
}
