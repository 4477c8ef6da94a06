package io.tamperwatch.export;

/** JSON text on a line of its own, of which a terminal or an editor obeys nothing. */
public final class JsonLines {

    public static final String MEDIA_TYPE = "application/x-ndjson";

    private static final int LAST_PLAIN = 0x7E;

    private JsonLines() {}

    /**
     * The same JSON in ASCII, with a line's end. In valid JSON a line break is white space between values, and a character
     * beyond ASCII stands in a string, where it may be written by its number.
     */
    public static String of(String json) {
        StringBuilder line = new StringBuilder(json.length() + 64);
        for (int i = 0; i < json.length(); i++) {
            char c = json.charAt(i);
            if (c > LAST_PLAIN) {
                line.append(String.format("\\u%04x", (int) c));
            } else {
                line.append(c < ' ' ? ' ' : c);
            }
        }
        return line.append('\n').toString();
    }
}
