package io.tamperwatch.web.pages;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.ObjectMapper;
import io.tamperwatch.catalogue.Catalogue;
import io.tamperwatch.catalogue.Detection;
import io.tamperwatch.event.LogText;
import io.tamperwatch.finding.Finding;
import io.tamperwatch.finding.Fit;
import io.tamperwatch.finding.HistoryEntry;
import io.tamperwatch.finding.ScenarioFit;
import io.tamperwatch.finding.Signal;
import io.tamperwatch.remediation.Remediations;
import io.tamperwatch.web.pages.FindingView.Explanation;
import io.tamperwatch.web.pages.FindingView.HistoryRow;
import io.tamperwatch.web.pages.FindingView.RecordText;
import io.tamperwatch.web.pages.FindingView.ScenarioRow;
import io.tamperwatch.web.pages.FindingView.SignalRow;
import io.tamperwatch.web.pages.FindingView.Todo;
import io.tamperwatch.web.pages.FindingView.Told;
import jakarta.inject.Singleton;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.Comparator;
import java.util.List;
import java.util.Optional;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;

/** Makes of a finding what its page shows. */
@Singleton
class FindingViews {

    /** In bytes of HTML. A record may hold 256 KB; who needs all of it asks the API. */
    private static final int LONGEST_RECORD = 10_000;

    private static final int LONGEST_REASON = 400;

    private static final int MOST_ENTRIES = 10;
    private static final int LONGEST_NOTE = 800;

    private final Catalogue catalogue;
    private final Remediations remediations;
    private final ObjectMapper json;
    private final Clock clock;

    FindingViews(Catalogue catalogue, Remediations remediations, ObjectMapper json, Clock clock) {
        this.catalogue = catalogue;
        this.remediations = remediations;
        this.json = json;
        this.clock = clock;
    }

    FindingView of(Finding finding, boolean withRecord, @Nullable Told told) {
        Instant now = clock.instant();
        Optional<Detection> detection = catalogue.byId(finding.detection());
        return new FindingView(
                finding.id(),
                FindingsView.href(finding.id()),
                detection.map(Detection::title).orElse(finding.eventName()),
                finding.detection(),
                finding.severity().label(),
                Life.of(finding, now),
                Sentence.of(finding),
                Sentence.ending(finding),
                ImpactViews.gist(finding),
                Shown.Time.of(finding.occurredAt(), now),
                Shown.Time.of(finding.detectedAt(), now),
                Shown.span(Duration.between(finding.occurredAt(), finding.detectedAt())),
                told,
                FindingFacts.of(finding),
                ImpactViews.of(finding, now),
                finding.signals().stream().map(FindingViews::row).toList(),
                scenarios(finding),
                todo(finding, detection),
                Traces.of(finding, now),
                history(finding.history(), now),
                detection.map(FindingViews::explanation).orElse(null),
                withRecord ? record(finding) : null);
    }

    private Todo todo(Finding finding, Optional<Detection> detection) {
        return remediations
                .of(finding)
                .map(Todos::of)
                .or(() -> detection.map(Todos::of))
                .orElse(Todos.NONE);
    }

    private static SignalRow row(Signal signal) {
        String weight = (signal.weight() > 0 ? "+" : "−") + Math.abs(signal.weight());
        return new SignalRow(
                Shown.sentence(signal.code()),
                signal.weight() == 0 ? "0" : weight,
                signal.weight() > 0,
                Shown.cut(Shown.text(signal.why()), LONGEST_REASON));
    }

    private static List<ScenarioRow> scenarios(Finding finding) {
        return finding.scenarios().stream()
                .sorted(Comparator.comparing(ScenarioFit::fit))
                .map(fit -> new ScenarioRow(
                        fit.title(),
                        fit.fit().label(),
                        label(fit.fit()),
                        Shown.cut(Shown.text(fit.why()), LONGEST_REASON)))
                .toList();
    }

    private static String label(Fit fit) {
        return Shown.sentence(fit.label());
    }

    /** The latest; a finding that went to and fro for long has more, which the API tells. */
    private static List<HistoryRow> history(List<HistoryEntry> all, Instant now) {
        return all.subList(Math.max(0, all.size() - MOST_ENTRIES), all.size()).stream()
                .map(entry -> row(entry, now))
                .toList();
    }

    private static HistoryRow row(HistoryEntry entry, Instant now) {
        return new HistoryRow(
                Shown.Time.of(entry.at(), now), Shown.sentence(entry.what()), Shown.nullable(entry.who()), note(entry));
    }

    private static @Nullable String note(HistoryEntry entry) {
        String note = Shown.lines(entry.note());
        return note == null ? null : Shown.cut(note, LONGEST_NOTE);
    }

    private static Explanation explanation(Detection detection) {
        return new Explanation(
                detection.what(),
                detection.why(),
                detection.techniques().stream()
                        .map(technique -> technique.id() + " " + technique.name())
                        .toList());
    }

    private RecordText record(Finding finding) {
        String text = visibleLines(indented(finding.record()));
        String fitting = fitting(text);
        return new RecordText(fitting, fitting.length() < text.length());
    }

    /** As much as fits, by what it weighs once it is escaped. */
    private static String fitting(String text) {
        int weight = 0;
        for (int at = 0; at < text.length(); at++) {
            char c = text.charAt(at);
            weight += c > 0x7F ? 3 : "<>&\"'".indexOf(c) < 0 ? 1 : 6;
            if (weight > LONGEST_RECORD) {
                return text.substring(0, Character.isLowSurrogate(c) ? at - 1 : at);
            }
        }
        return text;
    }

    private String indented(String record) {
        try {
            return json.writerWithDefaultPrettyPrinter().writeValueAsString(json.readTree(record));
        } catch (JsonProcessingException e) {
            return record;
        }
    }

    private static String visibleLines(String text) {
        return text.lines().map(line -> LogText.visible(line, LONGEST_RECORD)).collect(Collectors.joining("\n"));
    }
}
