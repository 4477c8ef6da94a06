package io.tamperwatch.web.pages;

import io.tamperwatch.catalogue.Detection;
import io.tamperwatch.finding.Suppression;
import java.time.Instant;
import java.util.List;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/**
 * What is expected for a while.
 *
 * @param refused what was wrong with the form sent; empty when nothing was
 */
record SuppressionsView(
        List<Row> current,
        List<Row> past,
        @Nullable String more,
        Draft draft,
        List<Choice> detections,
        List<String> refused) {

    SuppressionsView {
        current = List.copyOf(current);
        past = List.copyOf(past);
        detections = List.copyOf(detections);
        refused = List.copyOf(refused);
    }

    /** One suppression. */
    record Row(
            String id,
            String state,
            List<Condition> conditions,
            String reason,
            String author,
            Shown.Time created,
            Shown.Time expires,
            @Nullable String endedBy) {

        Row {
            conditions = List.copyOf(conditions);
        }
    }

    /** Something a finding must be like. */
    record Condition(String label, String value) {}

    /** What stands in the form. */
    record Draft(
            String actor,
            String target,
            String detection,
            String account,
            String reason,
            String expiresAt,
            boolean open) {}

    /** A detection to choose. */
    record Choice(String id, String title, boolean chosen) {

        static Choice of(Detection detection, String chosen) {
            return new Choice(detection.id(), detection.title(), detection.id().equals(chosen));
        }
    }

    static Row row(Suppression suppression, String state, Instant now) {
        return new Row(
                suppression.id(),
                state,
                conditions(suppression),
                Shown.text(suppression.reason()),
                Shown.text(suppression.author()),
                Shown.Time.of(suppression.createdAt(), now),
                Shown.Time.of(suppression.expiresAt(), now),
                Shown.nullable(suppression.endedBy()));
    }

    private static List<Condition> conditions(Suppression suppression) {
        return Stream.of(
                        condition("Actor", text(suppression.actor())),
                        condition("Target", text(suppression.target())),
                        condition("Detection", suppression.detection()),
                        condition("Account", suppression.account()))
                .filter(condition -> !condition.value().isEmpty())
                .toList();
    }

    private static @Nullable String text(Suppression.@Nullable Pattern pattern) {
        return pattern == null ? null : pattern.text();
    }

    private static Condition condition(String label, @Nullable String value) {
        return new Condition(label, value == null ? "" : Shown.cut(Shown.text(value)));
    }
}
