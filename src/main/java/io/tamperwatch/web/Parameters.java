package io.tamperwatch.web;

import io.tamperwatch.web.Problem.Invalid;
import jakarta.ws.rs.core.MultivaluedMap;
import java.time.DateTimeException;
import java.time.Instant;
import java.time.OffsetDateTime;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.function.Function;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/**
 * A request's query parameters, read one by one; what cannot be accepted is collected, so that a caller learns of all of
 * it at once. An empty value counts as not given, as forms send it.
 */
final class Parameters {

    private static final int MAX_VALUES = 100;
    private static final int MAX_LENGTH = 200;
    private static final Instant EARLIEST = Instant.EPOCH;
    private static final Instant LATEST = Instant.parse("9999-12-31T23:59:59.999999999Z");

    private final Map<String, List<String>> given;
    private final List<Invalid> errors = new ArrayList<>();

    /** @param known the parameters the call takes; any other is an error */
    Parameters(MultivaluedMap<String, String> given, Set<String> known) {
        this.given = new LinkedHashMap<>(given);
        String allowed =
                known.isEmpty() ? "this call takes no parameters" : "one of the parameters " + String.join(", ", known);
        given.forEach((name, values) -> {
            if (!known.contains(name)) {
                errors.add(new Invalid(name, String.join(",", values), allowed));
            }
        });
    }

    /** Refuses every parameter. */
    static void none(MultivaluedMap<String, String> given) {
        if (!given.isEmpty()) {
            new Parameters(given, Set.of()).check();
        }
    }

    /** @throws InvalidRequest when anything read so far could not be accepted */
    void check() {
        if (!errors.isEmpty()) {
            throw new InvalidRequest(errors);
        }
    }

    void refuse(String name, String value, String allowed) {
        errors.add(new Invalid(name, value, allowed));
    }

    /** Every value of a parameter that may be repeated or separated by commas. */
    Set<String> texts(String name) {
        List<String> values = given.getOrDefault(name, List.of()).stream()
                .flatMap(value -> Stream.of(value.split(",")))
                .map(String::strip)
                .filter(value -> !value.isEmpty())
                .toList();
        if (values.size() > MAX_VALUES) {
            refuse(name, values.size() + " values", "at most " + MAX_VALUES + " values");
            return Set.of();
        }
        values.forEach(value -> checkPlain(name, value));
        return new LinkedHashSet<>(values);
    }

    /** The constants of an enum named by a parameter. */
    <E extends Enum<E>> Set<E> choices(String name, E[] constants, Function<E, String> label) {
        Map<String, E> byLabel = new LinkedHashMap<>();
        Stream.of(constants).forEach(constant -> byLabel.put(label.apply(constant), constant));
        Set<E> chosen = new LinkedHashSet<>();
        for (String value : texts(name)) {
            E constant = byLabel.get(value);
            if (constant == null) {
                refuse(name, value, String.join(", ", byLabel.keySet()));
            } else {
                chosen.add(constant);
            }
        }
        return chosen;
    }

    @Nullable
    String text(String name) {
        String value = single(name);
        if (value != null) {
            checkPlain(name, value);
        }
        return value;
    }

    /** A point in time; an offset other than {@code Z} is accepted. */
    @Nullable
    Instant time(String name) {
        String value = single(name);
        if (value == null) {
            return null;
        }
        try {
            Instant instant = OffsetDateTime.parse(value).toInstant();
            if (isAcceptedTime(instant)) {
                return instant;
            }
        } catch (DateTimeException e) {
            // told below, in the words of the API and not of the parser
        }
        refuse(name, value, "a time as ISO 8601 writes it, with offset, 1970 to 9999: 2026-01-31T09:00:00Z");
        return null;
    }

    int number(String name, int least, int most, int otherwise) {
        String value = single(name);
        if (value == null) {
            return otherwise;
        }
        try {
            int number = Integer.parseInt(value);
            if (number >= least && number <= most) {
                return number;
            }
        } catch (NumberFormatException e) {
            // told below
        }
        refuse(name, value, "a whole number, " + least + " to " + most);
        return otherwise;
    }

    static boolean isAcceptedTime(Instant instant) {
        return !instant.isBefore(EARLIEST) && !instant.isAfter(LATEST);
    }

    /** The one value of a parameter; null when not given. */
    @Nullable
    String single(String name) {
        List<String> values = given.getOrDefault(name, List.of()).stream()
                .filter(value -> !value.isEmpty())
                .toList();
        if (values.size() > 1) {
            refuse(name, String.join(",", values), "one value");
        }
        return values.isEmpty() ? null : values.getFirst();
    }

    /** Control characters are in no value there is, and PostgreSQL refuses NUL in text. */
    static boolean isPlain(String value) {
        return value.length() <= MAX_LENGTH && value.chars().noneMatch(Character::isISOControl);
    }

    private void checkPlain(String name, String value) {
        if (!isPlain(value)) {
            refuse(name, value, "at most " + MAX_LENGTH + " characters, no control characters");
        }
    }
}
