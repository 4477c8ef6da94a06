package io.tamperwatch.remediation;

import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.util.Map;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** What is the same in the scripts for all findings, with places for the rest. */
final class Frame {

    private static final Pattern PLACE = Pattern.compile("@([A-Z]+)@");

    private final String text;

    private Frame(String text) {
        this.text = text;
    }

    /** @param name of a resource that comes with the product */
    static Frame read(String name) {
        try (InputStream in = Frame.class.getResourceAsStream("/remediation/" + name)) {
            if (in == null) {
                throw new IllegalStateException("not packaged: remediation/" + name);
            }
            return new Frame(new String(in.readAllBytes(), StandardCharsets.UTF_8));
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    /** In one pass: what is put in is never looked at for places. */
    String with(Map<String, String> parts) {
        return PLACE.matcher(text).replaceAll(place -> {
            String part = parts.get(place.group(1));
            if (part == null) {
                throw new IllegalStateException("nothing for " + place.group());
            }
            return Matcher.quoteReplacement(part);
        });
    }
}
