package io.tamperwatch.event;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import io.tamperwatch.event.ParseOutcome.Parsed;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.stream.Stream;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/**
 * A new case is a folder in {@code src/test/resources/identities} with a record and the actor it has to give. Run with
 * {@code -Dgolden.write=true} to have a missing {@code actor.json} written, and read it before you commit it.
 */
class IdentitiesTest {

    private static final Path CASES = Path.of("src/test/resources/identities");

    private final ObjectMapper json = new ObjectMapper();

    static Stream<String> cases() throws IOException {
        try (Stream<Path> folders = Files.list(CASES)) {
            return folders.map(folder -> folder.getFileName().toString()).sorted().toList().stream();
        }
    }

    @ParameterizedTest
    @MethodSource("cases")
    void resolvesTheActor(String name) throws IOException {
        String record = Files.readString(CASES.resolve(name).resolve("record.json"));

        ParseOutcome outcome = new EventRecordParser().parse(record);

        assertThat(outcome).isInstanceOf(Parsed.class);
        Actor actor = Actor.of(((Parsed) outcome).record());
        JsonNode resolved = json.valueToTree(actor);
        Path expected = CASES.resolve(name).resolve("actor.json");
        if (Boolean.getBoolean("golden.write") && Files.notExists(expected)) {
            Files.writeString(expected, resolved.toPrettyString() + "\n");
        }
        assertThat(resolved).isEqualTo(json.readTree(expected.toFile()));
    }
}
