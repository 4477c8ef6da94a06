package io.tamperwatch;

import io.tamperwatch.catalogue.Catalogue;
import io.tamperwatch.catalogue.Severity;
import io.tamperwatch.scan.ScanFilter;
import java.time.DateTimeException;
import java.time.Instant;
import java.time.LocalDate;
import java.time.ZoneOffset;
import java.util.Arrays;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Locale;
import java.util.Set;
import java.util.function.Predicate;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Model.ArgSpec;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Model.OptionSpec;
import picocli.CommandLine.Model.PositionalParamSpec;
import picocli.CommandLine.ParameterException;
import picocli.CommandLine.ParseResult;

/** What can be typed behind {@code tamperwatch scan}, and what it means. */
record ScanOptions(ParseResult parsed) {

    static final String TEXT = "text";
    static final List<String> FORMATS = List.of(TEXT, "ndjson", "csv", "ocsf", "asff");

    /** Any severity, for which findings never matter to the exit code. */
    static final String NEVER = "never";

    private static final List<String> SEVERITIES =
            Arrays.stream(Severity.values()).map(Severity::label).toList();

    static void addTo(CommandSpec spec) {
        spec.addPositional(PositionalParamSpec.builder()
                .paramLabel("<file>")
                .arity("1..*")
                .type(List.class)
                .auxiliaryTypes(String.class)
                .required(true)
                .description("Log files (.json, .json.gz), directories of them, s3://bucket/prefix, or - for standard"
                        + " input.")
                .build());
        add(spec, "--format", "<format>", TEXT, "text (default), ndjson, csv, ocsf or asff.");
        add(spec, "--since", "<time>", null, "Only what happened then or later: 2026-01-31 or 2026-01-31T09:00:00Z.");
        add(spec, "--until", "<time>", null, "Only what happened before.");
        add(spec, "--detection", "<ids>", null, "Only these: ids of detections or names of events, with commas.");
        add(spec, "--account", "<ids>", null, "Only these accounts, with commas.");
        add(spec, "--min-severity", "<severity>", "info", "Only findings at least as grave: critical to info.");
        add(spec, "--fail-on", "<severity>", "info", "What makes the exit code tell: critical to info, or never.");
        add(spec, "--threads", "<count>", null, "Files read at a time; as many as processors when not given.");
        flag(spec, "--progress", "Say how far it is on standard error; without asking where that is a terminal.");
        flag(spec, "--no-progress", "Never say how far it is.");
        spec.usageMessage()
                .exitCodeListHeading("Exit codes:%n")
                .exitCodeList(java.util.Map.of(
                        "0",
                        "nothing found",
                        "1",
                        "something could not be read",
                        "2",
                        "wrong use",
                        "10-14",
                        "found: info, low, medium, high, critical is the gravest"));
    }

    private static void add(CommandSpec spec, String name, String label, @Nullable String preset, String description) {
        spec.addOption(OptionSpec.builder(name)
                .paramLabel(label)
                .type(String.class)
                .defaultValue(preset)
                .description(description)
                .build());
    }

    private static void flag(CommandSpec spec, String name, String description) {
        spec.addOption(OptionSpec.builder(name)
                .arity("0")
                .type(boolean.class)
                .description(description)
                .build());
    }

    List<String> files() {
        List<String> names = parsed.matchedPositionalValue(0, List.<String>of());
        if (names.stream().anyMatch(String::isBlank)) {
            throw refused("<file>", "a name, or - for standard input");
        }
        return names;
    }

    String format() {
        return word("--format", FORMATS);
    }

    int threads() {
        String given = value("--threads");
        int processors = Runtime.getRuntime().availableProcessors();
        if (given == null) {
            return processors;
        }
        if (!given.matches("[1-9]\\d{0,2}")) {
            throw refused("--threads", "a number from 1 to 999");
        }
        return Integer.parseInt(given);
    }

    /** Null for never. */
    @Nullable
    Severity failOn() {
        List<String> words = new java.util.ArrayList<>(SEVERITIES);
        words.add(NEVER);
        String word = word("--fail-on", words);
        return word.equals(NEVER) ? null : severity(word);
    }

    boolean wantsProgress(boolean isTerminal) {
        return !parsed.hasMatchedOption("--no-progress") && (isTerminal || parsed.hasMatchedOption("--progress"));
    }

    ScanFilter filter(Catalogue catalogue) {
        Set<String> known = new LinkedHashSet<>();
        catalogue.detections().forEach(detection -> {
            known.add(detection.id());
            known.addAll(detection.eventNames());
        });
        return new ScanFilter(
                time("--since"),
                time("--until"),
                words("--detection", known::contains, "ids of detections or names of their events"),
                words("--account", word -> word.matches("\\d{12}"), "accounts of twelve digits each"),
                severity(word("--min-severity", SEVERITIES)));
    }

    private @Nullable Instant time(String option) {
        String given = value(option);
        if (given == null) {
            return null;
        }
        try {
            return given.length() == 10
                    ? LocalDate.parse(given).atStartOfDay(ZoneOffset.UTC).toInstant()
                    : Instant.parse(given);
        } catch (DateTimeException e) {
            throw refused(option, "a day or a time in UTC: 2026-01-31 or 2026-01-31T09:00:00Z");
        }
    }

    private Set<String> words(String option, Predicate<String> isAllowed, String allowed) {
        String given = value(option);
        if (given == null) {
            return Set.of();
        }
        Set<String> words =
                Arrays.stream(given.split(",", -1)).map(String::strip).collect(Collectors.toSet());
        if (!words.stream().allMatch(isAllowed)) {
            throw refused(option, allowed + ", separated by commas");
        }
        return words;
    }

    private String word(String option, List<String> allowed) {
        String given = value(option);
        if (given == null || !allowed.contains(given)) {
            throw refused(option, "one of " + String.join(", ", allowed));
        }
        return given;
    }

    private static Severity severity(String label) {
        return Severity.valueOf(label.toUpperCase(Locale.ROOT));
    }

    private @Nullable String value(String option) {
        ArgSpec spec = parsed.commandSpec().findOption(option);
        return spec.getValue();
    }

    private ParameterException refused(String option, String allowed) {
        return new ParameterException(parsed.commandSpec().commandLine(), option + " is " + allowed);
    }
}
