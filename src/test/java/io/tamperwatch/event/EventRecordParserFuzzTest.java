package io.tamperwatch.event;

import static org.assertj.core.api.Assertions.assertThat;

import io.tamperwatch.event.ParseOutcome.Parsed;
import io.tamperwatch.event.ParseOutcome.Unreadable;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.SplittableRandom;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;

/** Damages good records in thousands of ways; the seed makes every run the same. */
class EventRecordParserFuzzTest {

    private static final int MUTANTS = Integer.getInteger("fuzz.mutants", 24_000);
    private static final String MARK = "attackerstext";
    private static final List<String> SNIPPETS = List.of(
            "{",
            "}",
            "[",
            "]",
            "\"",
            "\\",
            ",",
            ":",
            "null",
            "true",
            "-",
            "1e999999",
            "\u0000",
            "\\u0000",
            "\\ud800",
            "\uD800",
            "\uFEFF",
            "\u202E",
            "[".repeat(3000),
            "{\"a\":".repeat(3000),
            "9".repeat(2000),
            "/*",
            "NaN",
            "\"\"",
            "\"eventID\":",
            "\"" + MARK + "\"",
            "{\"" + MARK + "\":1}",
            "\\x",
            "\r\n");

    private final EventRecordParser parser = new EventRecordParser();
    private final SplittableRandom random = new SplittableRandom(20_260_131);

    @Test
    void survivesAnyDamage() throws IOException {
        List<String> good = goodRecords();
        int read = 0;
        for (int i = 0; i < MUTANTS; i++) {
            String mutant = mutant(good.get(random.nextInt(good.size())));
            switch (parser.parse(mutant)) {
                case Parsed(EventRecord record) -> {
                    read++;
                    assertThat(Actor.of(record).type()).isNotBlank();
                }
                case Unreadable(String reason, String id) -> {
                    assertThat(reason).doesNotContain(MARK).matches("[A-Za-z0-9 .,:]+");
                    assertThat(id == null || EventId.isOne(id)).isTrue();
                }
            }
        }
        // both outcomes are well represented, else the damage is not of the right kind
        assertThat(read).isBetween(MUTANTS / 10, MUTANTS * 9 / 10);
    }

    private static List<String> goodRecords() throws IOException {
        List<String> records = new ArrayList<>();
        try (Stream<Path> files = Files.walk(Path.of("src/test/resources"))) {
            for (Path file : files.sorted().toList()) {
                if (file.endsWith("record.json") || file.endsWith("everything.json")) {
                    records.add(Files.readString(file));
                }
            }
        }
        return records;
    }

    private String mutant(String record) {
        StringBuilder text = new StringBuilder(record);
        for (int damages = 1 + random.nextInt(3); damages > 0; damages--) {
            damage(text);
        }
        return text.toString();
    }

    private void damage(StringBuilder text) {
        int at = random.nextInt(text.length() + 1);
        int end = Math.min(text.length(), at + random.nextInt(40));
        String snippet = SNIPPETS.get(random.nextInt(SNIPPETS.size()));
        switch (random.nextInt(7)) {
            case 0 -> text.insert(at, snippet);
            case 1 -> text.replace(at, end, snippet);
            case 2 -> text.delete(at, end);
            case 3 -> text.insert(at, text.substring(at, end));
            case 4 -> text.replace(at, Math.min(at + 1, text.length()), "" + (char) random.nextInt(0x250));
            case 5 -> replaceValue(text, at, snippet);
            default -> shorten(text, at);
        }
    }

    /** Keeps the JSON intact more often than blind damage does. */
    private void replaceValue(StringBuilder text, int from, String snippet) {
        int colon = text.indexOf("\": ", from);
        int end = text.indexOf("\n", Math.max(colon, 0));
        if (colon >= 0 && end > colon) {
            boolean comma = text.charAt(end - 1) == ',';
            String value = random.nextBoolean() ? "[\"" + MARK + "\", 12, null]" : "\"" + snippet + "\"";
            text.replace(colon + 3, comma ? end - 1 : end, value);
        }
    }

    private void shorten(StringBuilder text, int at) {
        if (random.nextInt(4) == 0) {
            text.setLength(at);
        }
    }
}
