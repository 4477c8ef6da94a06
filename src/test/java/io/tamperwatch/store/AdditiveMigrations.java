package io.tamperwatch.store;

import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.regex.Pattern;

/** What in a migration the version before it would not bear, which runs beside it and writes as it always did. */
final class AdditiveMigrations {

    private static final Pattern RAISES_THE_FLOOR = Pattern.compile(
            "insert\\s+into\\s+schema_floor\\s*\\(\\s*version\\s*\\)\\s*values\\s*\\(\\s*(\\d+)\\s*\\)");

    /** What takes something away or gives it another name or meaning. */
    private static final List<Pattern> TAKES_AWAY = List.of(
            Pattern.compile("\\bdrop\\b"),
            Pattern.compile("\\brename\\b"),
            Pattern.compile("\\balter\\s+column\\b(?!.*\\bset\\s+storage\\b)"),
            Pattern.compile("\\btruncate\\b"),
            Pattern.compile("\\badd\\s+(constraint|check|unique|foreign|primary)\\b"),
            Pattern.compile("\\bcreate\\s+unique\\s+index\\b"),
            Pattern.compile("\\bcreate\\s+trigger\\b"),
            Pattern.compile("\\badd\\s+(column\\s+)?(?!.*\\bdefault\\b).*\\bnot\\s+null\\b"));

    private AdditiveMigrations() {}

    /** The statements that are against the rule; none where the migration says that versions before it are to stay away. */
    static List<String> against(int version, String sql) {
        List<String> against = new ArrayList<>();
        for (String statement : statements(sql)) {
            var floor = RAISES_THE_FLOOR.matcher(statement);
            if (floor.find()) {
                return Integer.parseInt(floor.group(1)) == version
                        ? List.of()
                        : List.of("raises the floor to another version than its own: " + statement);
            }
            if (TAKES_AWAY.stream()
                    .anyMatch(pattern -> pattern.matcher(statement).find())) {
                against.add(statement);
            }
        }
        return against;
    }

    /** On one line each, without comments; a new table's own columns and keys are its own business. */
    private static List<String> statements(String sql) {
        return List.of(sql.replaceAll("--[^\n]*", "").toLowerCase(Locale.ROOT).split(";")).stream()
                .map(statement -> statement.replaceAll("\\s+", " ").strip())
                .filter(statement -> !statement.isEmpty())
                .toList();
    }
}
