package io.tamperwatch.web;

import static io.restassured.RestAssured.given;
import static org.assertj.core.api.Assertions.assertThat;

import io.quarkus.test.junit.QuarkusTest;
import io.quarkus.test.junit.TestProfile;
import io.restassured.response.Response;
import io.restassured.specification.RequestSpecification;
import jakarta.inject.Inject;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Clock;
import java.time.Duration;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.junit.jupiter.api.Test;

/** Does what docs/api.md tells its readers to do. */
@QuarkusTest
@TestProfile(WithTokens.class)
class ApiGuideTest {

    private static final Pattern ARGUMENT = Pattern.compile("\"((?:[^\"\\\\]|\\\\.)*)\"|'([^']*)'|(\\S+)");
    private static final Pattern EXPECTED = Pattern.compile(".*# (\\d{3})");

    @Inject
    TestingFindingStore store;

    @Inject
    Clock clock;

    private final Map<String, String> variables = new HashMap<>();

    @Test
    void everyCommandDoesWhatTheGuideSays() throws Exception {
        store.reset();
        store.findings.add(Samples.bare("e-0", Samples.NINE));
        store.findings.add(Samples.full());
        variables.put("TW", "");
        variables.put("TOKEN", WithTokens.RESPONDER);
        variables.put("ID", "e-1");
        variables.put("UNTIL", clock.instant().plus(Duration.ofHours(8)).toString());

        List<String> commands = Files.readString(Path.of("docs/api.md"))
                .lines()
                .filter(line -> line.startsWith("curl "))
                .toList();

        assertThat(commands).hasSizeGreaterThan(20);
        for (String command : commands) {
            Response answer = run(command);
            assertThat(answer.statusCode())
                    .as("%s%n%s", command, answer.asString())
                    .isEqualTo(expected(command));
            remember(answer);
        }
    }

    private static int expected(String command) {
        Matcher said = EXPECTED.matcher(command);
        return said.matches() ? Integer.parseInt(said.group(1)) : 200;
    }

    /** What a reader would copy from an answer into the next command. */
    private void remember(Response answer) {
        if (answer.header("ETag") != null) {
            variables.put("ETAG", answer.header("ETag"));
        }
        if (answer.contentType().startsWith("application/json")) {
            String cursor = answer.jsonPath().getString("nextCursor");
            if (cursor != null) {
                variables.put("CURSOR", cursor);
            }
            if (answer.statusCode() == 201) {
                variables.put("SUPPRESSION", answer.jsonPath().getString("id"));
            }
        }
    }

    private Response run(String command) {
        RequestSpecification request = given().urlEncodingEnabled(false);
        String method = "GET";
        String url = "";
        Matcher arguments = ARGUMENT.matcher(command.replaceFirst(" +#.*", "").substring("curl ".length()));
        while (arguments.find()) {
            String argument = text(arguments);
            switch (argument) {
                case "-s" -> {}
                case "-X" -> method = next(arguments);
                case "-d" -> request.body(next(arguments));
                case "-H" -> {
                    String[] header = next(arguments).split(": ", 2);
                    request.header(header[0], header[1]);
                }
                default -> url = argument;
            }
        }
        return request.request(method, url);
    }

    private String next(Matcher arguments) {
        assertThat(arguments.find()).isTrue();
        return text(arguments);
    }

    /** As a shell reads it: variables are replaced but in single quotes. */
    private String text(Matcher argument) {
        if (argument.group(2) != null) {
            return argument.group(2);
        }
        String text = argument.group(1) == null
                ? argument.group(3)
                : argument.group(1).replace("\\\"", "\"");
        return Pattern.compile("\\$([A-Z]+)")
                .matcher(text)
                .replaceAll(name ->
                        Matcher.quoteReplacement(variables.getOrDefault(name.group(1), "missing-" + name.group(1))));
    }
}
