package io.tamperwatch.inventory.trust;

import java.util.ArrayList;
import java.util.List;

/**
 * A value in a policy. In policies of the current version <code>${*}</code>, <code>${?}</code> and <code>${$}</code> stand for
 * the character itself, and any other <code>${…}</code> for something about the request, which nobody can know beforehand.
 *
 * @param text as written
 * @param variables whether <code>${…}</code> means something: only since version 2012-10-17
 */
record PolicyText(String text, boolean variables) {

    /** What a value is made of: a character, or a wildcard. */
    private enum Wild {
        /** Exactly this character. */
        NONE,
        /** Any one character. */
        ONE,
        /** Any characters, or none. */
        MANY
    }

    private record Part(Wild wild, int character) {}

    /** Whether the value refers to something only known when a request is made. */
    boolean isOpen() {
        return variables
                && text.replace("${*}", "")
                        .replace("${?}", "")
                        .replace("${$}", "")
                        .contains("${");
    }

    /** The value without wildcards' meaning. */
    String literal() {
        return variables ? text.replace("${*}", "*").replace("${?}", "?").replace("${$}", "$") : text;
    }

    /** A value the pattern matches: with this in the place of its stars, and a letter for each question mark. */
    String sample(String filling) {
        StringBuilder sample = new StringBuilder();
        for (Part part : parts()) {
            switch (part.wild) {
                case NONE -> sample.appendCodePoint(part.character);
                case ONE -> sample.append('x');
                case MANY -> sample.append(filling);
            }
        }
        return sample.toString();
    }

    /** Whether as a pattern it stands for more than one value. */
    boolean isPattern() {
        return parts().stream().anyMatch(part -> part.wild != Wild.NONE);
    }

    /** Whether as a pattern it stands for every value. */
    boolean matchesEverything() {
        List<Part> parts = parts();
        return !parts.isEmpty() && parts.stream().allMatch(part -> part.wild == Wild.MANY);
    }

    /** Whether the value matches this pattern. */
    boolean matches(String value) {
        return matches(parts(), value.codePoints().toArray());
    }

    private List<Part> parts() {
        List<Part> parts = new ArrayList<>();
        for (int at = 0; at < text.length(); ) {
            boolean escaped = variables && text.startsWith("${", at) && text.startsWith("}", at + 3);
            int character = escaped ? text.charAt(at + 2) : text.codePointAt(at);
            Wild wild = escaped ? Wild.NONE : wild(character);
            parts.add(new Part(wild, character));
            at += escaped ? 4 : Character.charCount(character);
        }
        return parts;
    }

    private static Wild wild(int character) {
        return switch (character) {
            case '*' -> Wild.MANY;
            case '?' -> Wild.ONE;
            default -> Wild.NONE;
        };
    }

    /** Without going back further than the last star, so that no pattern takes long. */
    private static boolean matches(List<Part> parts, int[] value) {
        int part = 0;
        int star = -1;
        int resume = 0;
        int at = 0;
        while (at < value.length) {
            if (part < parts.size() && parts.get(part).wild == Wild.MANY) {
                star = part++;
                resume = at;
            } else if (part < parts.size() && takes(parts.get(part), value[at])) {
                part++;
                at++;
            } else if (star >= 0) {
                part = star + 1;
                at = ++resume;
            } else {
                return false;
            }
        }
        return parts.subList(part, parts.size()).stream().allMatch(left -> left.wild == Wild.MANY);
    }

    private static boolean takes(Part part, int character) {
        return part.wild == Wild.ONE || (part.wild == Wild.NONE && part.character == character);
    }
}
