package io.tamperwatch.catalogue;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.time.Duration;
import java.time.temporal.ChronoUnit;
import java.util.ArrayList;
import java.util.Collection;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/**
 * One mapping of a data file, read field by field. Faults are collected, each with file, field and what is allowed, and
 * reading goes on with a stand-in value, so that an author sees them all at once.
 */
final class Fields {

    private static final Pattern DURATION = Pattern.compile("([1-9]\\d{0,4})([smhd])");
    private static final Map<String, ChronoUnit> UNITS =
            Map.of("s", ChronoUnit.SECONDS, "m", ChronoUnit.MINUTES, "h", ChronoUnit.HOURS, "d", ChronoUnit.DAYS);

    private final ObjectNode node;
    private final String file;
    private final String path;
    private final Collection<String> faults;
    private final Set<String> known = new LinkedHashSet<>();

    Fields(ObjectNode node, String file, Collection<String> faults) {
        this(node, file, "", faults);
    }

    private Fields(ObjectNode node, String file, String path, Collection<String> faults) {
        this.node = node;
        this.file = file;
        this.path = path;
        this.faults = faults;
    }

    /** Text that says something. */
    String text(String name) {
        return checkedText(name, value(name), null, "text is required");
    }

    /** Text that says something; null when absent. */
    @Nullable
    String textIfAny(String name) {
        return isAbsent(name) ? null : text(name);
    }

    /** Any text, the empty one too; null when absent. */
    @Nullable
    String anyTextIfAny(String name) {
        JsonNode value = value(name);
        if (value != null && !value.isTextual()) {
            fault(name, "text is required");
        }
        return value == null ? null : value.asText();
    }

    /** Text of a fixed shape, which {@code allowed} describes. */
    String text(String name, Pattern shape, String allowed) {
        return checkedText(name, value(name), shape, allowed);
    }

    /** One or more texts. */
    List<String> texts(String name) {
        return texts(name, null, "text is required");
    }

    /** One or more texts of a fixed shape. */
    List<String> texts(String name, @Nullable Pattern shape, String allowed) {
        List<String> texts = new ArrayList<>();
        for (JsonNode element : elements(name)) {
            texts.add(checkedText(name + "[" + texts.size() + "]", element, shape, allowed));
        }
        if (new LinkedHashSet<>(texts).size() < texts.size()) {
            fault(name, "each entry may stand there once");
        }
        return texts;
    }

    /** Texts of a fixed shape; none when absent. */
    List<String> textsIfAny(String name, Pattern shape, String allowed) {
        return isAbsent(name) ? List.of() : texts(name, shape, allowed);
    }

    /** Some of a few words, each once; none when absent. */
    <T> List<T> someOfIfAny(String name, Map<String, T> allowed) {
        return isAbsent(name) ? List.of() : someOf(name, allowed);
    }

    /** One or more of a few words, each once. */
    <T> List<T> someOf(String name, Map<String, T> allowed) {
        List<T> meanings = new ArrayList<>();
        for (String word : texts(name)) {
            T meaning = allowed.get(word);
            if (meaning == null) {
                fault(name, "%s is not allowed; one of %s is".formatted(word, String.join(", ", allowed.keySet())));
            } else {
                meanings.add(meaning);
            }
        }
        return meanings;
    }

    /** A duration such as {@code 90s}, {@code 15m}, {@code 2h} or {@code 7d}. */
    Duration duration(String name) {
        String text = text(name, DURATION, "a duration such as 90s, 15m, 2h or 7d is required");
        Matcher parts = DURATION.matcher(text);
        return parts.matches() ? Duration.of(Long.parseLong(parts.group(1)), UNITS.get(parts.group(2))) : Duration.ZERO;
    }

    /** False when absent. */
    boolean flag(String name) {
        JsonNode value = value(name);
        if (value != null && !value.isBoolean()) {
            fault(name, "true or false is required");
        }
        return value != null && value.asBoolean();
    }

    /** One of a few words; the first of them stands in for a faulty one. */
    <T> T oneOf(String name, Map<String, T> allowed) {
        JsonNode value = value(name);
        T meaning = value == null || !value.isTextual() ? null : allowed.get(value.textValue());
        if (meaning == null) {
            fault(name, "one of " + String.join(", ", allowed.keySet()) + " is required");
            return allowed.values().iterator().next();
        }
        return meaning;
    }

    /** A nested mapping. */
    Fields part(String name) {
        return part(name, value(name));
    }

    /** One or more nested mappings. */
    List<Fields> parts(String name) {
        List<Fields> parts = new ArrayList<>();
        for (JsonNode element : elements(name)) {
            parts.add(part(name + "[" + parts.size() + "]", element));
        }
        return parts;
    }

    /** Nested mappings; none when absent. */
    List<Fields> partsIfAny(String name) {
        return isAbsent(name) ? List.of() : parts(name);
    }

    /** A nested mapping from names of a shape to one or more texts each; empty when absent. */
    Map<String, List<String>> listsIfAny(String name, Pattern shape, String allowed) {
        if (isAbsent(name)) {
            return Map.of();
        }
        Fields part = part(name);
        Map<String, List<String>> lists = new LinkedHashMap<>();
        part.node.fieldNames().forEachRemaining(key -> {
            if (shape.matcher(key).matches()) {
                lists.put(key, part.texts(key));
            } else {
                part.fault(key, allowed);
            }
        });
        if (part.node.isEmpty()) {
            fault(name, "at least one request parameter with a list of its values is required");
        }
        return lists;
    }

    /** Of this nested mapping's fields, which may have these names, those that are there: one or more. */
    Map<String, String> all(Set<String> names, Pattern shape, String allowed) {
        Map<String, String> all = new LinkedHashMap<>();
        for (String name : names) {
            if (node.has(name)) {
                all.put(name, text(name, shape, allowed));
            } else {
                known.add(name);
            }
        }
        if (all.isEmpty()) {
            String whole = path.substring(0, path.length() - 1);
            faults.add("%s: %s: one or more of %s are required".formatted(file, whole, String.join(", ", names)));
        }
        return all;
    }

    /** To be called when every known field has been asked for. */
    void noOthers() {
        node.fieldNames().forEachRemaining(name -> {
            if (!known.contains(name)) {
                fault(name, "unknown field; allowed are " + String.join(", ", known));
            }
        });
    }

    void fault(String name, String allowed) {
        faults.add("%s: %s: %s".formatted(file, path + name, allowed));
    }

    boolean isAbsent(String name) {
        return value(name) == null;
    }

    private Fields part(String name, @Nullable JsonNode value) {
        if (value instanceof ObjectNode part) {
            return new Fields(part, file, path + name + ".", faults);
        }
        fault(name, "a mapping is required");
        // its missing fields need no faults of their own
        return new Fields(node.objectNode(), file, path + name + ".", new ArrayList<>());
    }

    private Iterable<JsonNode> elements(String name) {
        JsonNode value = value(name);
        if (value == null || !value.isArray() || value.isEmpty()) {
            fault(name, "a list with at least one entry is required");
            return List.of();
        }
        return value;
    }

    private String checkedText(String name, @Nullable JsonNode value, @Nullable Pattern shape, String allowed) {
        String text =
                value == null || !value.isTextual() ? "" : value.textValue().strip();
        if (text.isEmpty() || (shape != null && !shape.matcher(text).matches())) {
            fault(name, allowed);
        }
        return text;
    }

    private @Nullable JsonNode value(String name) {
        known.add(name);
        return node.get(name);
    }
}
