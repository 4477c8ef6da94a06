package io.tamperwatch.evidence;

import java.nio.charset.StandardCharsets;
import java.util.regex.Pattern;

/** One file of a bundle. */
public final class Piece {

    private static final Pattern PATH = Pattern.compile("[a-z0-9]+([/.-][a-z0-9]+)*");

    private final String path;
    private final byte[] content;

    /** @param path where it stands, always one of ours and never anybody else's words */
    Piece(String path, byte[] content) {
        if (!PATH.matcher(path).matches()) {
            throw new IllegalArgumentException("no name for a file of a bundle: " + path);
        }
        this.path = path;
        this.content = content.clone();
    }

    /** Text, in UTF-8. */
    public static Piece of(String path, String text) {
        return new Piece(path, text.getBytes(StandardCharsets.UTF_8));
    }

    String path() {
        return path;
    }

    byte[] content() {
        return content.clone();
    }
}
