package io.tamperwatch;

import io.quarkus.runtime.QuarkusBindException;
import io.quarkus.runtime.configuration.ConfigurationException;
import io.smallrye.config.ConfigValidationException;
import io.tamperwatch.finding.StoreUnavailable;
import java.io.PrintStream;
import java.util.List;
import java.util.Objects;
import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import org.jboss.logging.Logger;

/** Why the service did not start, for whoever started it. What they can put right is one line, without a stack trace. */
final class StartFailure {

    private static final Logger LOG = Logger.getLogger(StartFailure.class);

    /** How SmallRye Config reports a key no mapping has a place for. */
    private static final Pattern UNKNOWN = Pattern.compile("SRCFG00050: (.+) in (.+) does not map to any root.*");

    /** Its other messages begin with a code that tells an operator nothing. */
    private static final Pattern CODE = Pattern.compile("^(?:[\\w.]+: )?SRCFG\\d+: ");

    private StartFailure() {}

    /** @param unknown lines about keys nobody reads: often the very reason, noticed or not */
    static void tell(Throwable failure, List<String> unknown, PrintStream out) {
        List<String> lines = lines(failure);
        if (lines.isEmpty()) {
            LOG.error("the service did not start", failure);
        } else {
            Stream.concat(unknown.stream(), lines.stream()).distinct().forEach(out::println);
        }
    }

    /** One line for each thing to put right; empty when it is nothing the operator has set. */
    static List<String> lines(Throwable failure) {
        return causes(failure)
                .map(StartFailure::known)
                .flatMap(Optional::stream)
                .findFirst()
                .orElse(List.of());
    }

    private static Optional<List<String>> known(Throwable cause) {
        return Optional.ofNullable(
                switch (cause) {
                    case ConfigValidationException invalid -> problems(invalid);
                    case ConfigurationException invalid ->
                        Objects.toString(invalid.getMessage(), "").lines().toList();
                    case StoreUnavailable away -> List.of("The store cannot be used: " + message(away));
                    case QuarkusBindException taken ->
                        List.of(
                                "Cannot listen on %s:%d: %s (quarkus.http.port and quarkus.management.port choose other ports)"
                                        .formatted(taken.getHost(), taken.getPort(), message(taken)));
                    default -> null;
                });
    }

    private static List<String> problems(ConfigValidationException invalid) {
        return IntStream.range(0, invalid.getProblemCount())
                .mapToObj(i -> line(Objects.toString(invalid.getProblem(i).getMessage(), "")))
                .distinct()
                .toList();
    }

    private static String line(String message) {
        Matcher unknown = UNKNOWN.matcher(message);
        return unknown.matches()
                ? KnownSettings.unknown(unknown.group(1), unknown.group(2))
                : CODE.matcher(oneLine(message)).replaceFirst("");
    }

    private static String message(Throwable failure) {
        return oneLine(Objects.toString(failure.getMessage(), ""));
    }

    private static String oneLine(String text) {
        return text.replaceAll("[\\p{Cntrl}]+", " ");
    }

    private static Stream<Throwable> causes(Throwable failure) {
        return Stream.iterate(failure, Objects::nonNull, Throwable::getCause).limit(50);
    }
}
