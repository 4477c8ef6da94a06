package io.tamperwatch.aws;

import java.time.DateTimeException;
import java.time.Instant;
import java.time.OffsetDateTime;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import org.jspecify.annotations.Nullable;

/**
 * IAM's credential report: a CSV with a line for the root user and one for each IAM user. AWS makes a new one every four hours
 * at most.
 */
record CredentialReport(List<Line> lines) {

    /** How the report names the root user. */
    static final String ROOT = "<root_account>";

    CredentialReport {
        lines = List.copyOf(lines);
    }

    /** One user's line. What AWS does not say, or what does not apply, is null or false. */
    record Line(Map<String, String> columns) {

        String text(String column) {
            return columns.getOrDefault(column, "");
        }

        boolean yes(String column) {
            return text(column).equalsIgnoreCase("true");
        }

        @Nullable
        Instant time(String column) {
            try {
                return OffsetDateTime.parse(text(column)).toInstant();
            } catch (DateTimeException e) {
                // N/A, no_information, not_supported
                return null;
            }
        }
    }

    static CredentialReport parse(String csv) {
        List<String> rows = csv.lines().filter(row -> !row.isBlank()).toList();
        List<Line> lines = new ArrayList<>();
        if (!rows.isEmpty()) {
            List<String> names = cells(rows.getFirst());
            rows.stream().skip(1).forEach(row -> lines.add(line(names, cells(row))));
        }
        return new CredentialReport(lines);
    }

    /**
     * A user's name may hold commas, and stands in the first column and again in the second, in the ARN. Were they not
     * quoted, both would be spread over as many columns more.
     */
    private static Line line(List<String> names, List<String> cells) {
        int more = (cells.size() - names.size()) / 2;
        List<String> whole = new ArrayList<>(cells);
        if (more > 0) {
            String user = String.join(",", cells.subList(0, more + 1));
            String arn = String.join(",", cells.subList(more + 1, 2 * more + 2));
            whole = new ArrayList<>(List.of(user, arn));
            whole.addAll(cells.subList(2 * more + 2, cells.size()));
        }
        Map<String, String> columns = new TreeMap<>();
        for (int i = 0; i < Math.min(names.size(), whole.size()); i++) {
            columns.put(names.get(i), whole.get(i));
        }
        return new Line(columns);
    }

    private static List<String> cells(String row) {
        List<String> cells = new ArrayList<>();
        StringBuilder cell = new StringBuilder();
        boolean quoted = false;
        for (int i = 0; i < row.length(); i++) {
            char c = row.charAt(i);
            if (c == '"' && quoted && i + 1 < row.length() && row.charAt(i + 1) == '"') {
                cell.append(c);
                i++;
            } else if (c == '"') {
                quoted = !quoted;
            } else if (c == ',' && !quoted) {
                cells.add(cell.toString());
                cell.setLength(0);
            } else {
                cell.append(c);
            }
        }
        cells.add(cell.toString());
        return cells;
    }
}
