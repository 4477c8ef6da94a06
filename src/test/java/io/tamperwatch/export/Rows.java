package io.tamperwatch.export;

import java.util.ArrayList;
import java.util.List;

/** A strict reader of RFC 4180's form in which every field is quoted. */
final class Rows {

    private Rows() {}

    static List<List<String>> of(String csv) {
        List<List<String>> rows = new ArrayList<>();
        List<String> row = new ArrayList<>();
        int at = 0;
        while (at < csv.length()) {
            StringBuilder field = new StringBuilder();
            at = field(csv, at, field);
            row.add(field.toString());
            if (csv.startsWith("\r\n", at)) {
                rows.add(row);
                row = new ArrayList<>();
                at += 2;
            } else if (csv.charAt(at++) != ',') {
                throw new IllegalArgumentException("neither comma nor line's end at " + at);
            }
        }
        return rows;
    }

    private static int field(String csv, int from, StringBuilder field) {
        if (csv.charAt(from) != '"') {
            throw new IllegalArgumentException("no quote at " + from);
        }
        for (int at = from + 1; ; at++) {
            char c = csv.charAt(at);
            if (c == '"' && csv.charAt(at + 1) != '"') {
                return at + 1;
            }
            field.append(c);
            if (c == '"') {
                at++;
            }
        }
    }
}
