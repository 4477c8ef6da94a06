package io.tamperwatch.assess;

import static org.assertj.core.api.Assertions.assertThat;

import io.tamperwatch.assess.LabelledMonth.Label;
import io.tamperwatch.assess.LabelledMonth.Labelled;
import io.tamperwatch.catalogue.Catalogue;
import io.tamperwatch.catalogue.Severity;
import io.tamperwatch.detect.Detector;
import io.tamperwatch.event.EventRecord;
import io.tamperwatch.finding.Finding;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Collections;
import java.util.EnumMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Random;
import java.util.TreeMap;
import java.util.stream.Collectors;
import org.junit.jupiter.api.Test;

/** What the assessment makes of a labelled month. {@code ./mvnw test -Dtest=LabelledMonthTest} prints the report. */
class LabelledMonthTest {

    private static final long SEED = Long.getLong("month.seed", 20260301L);

    private final Catalogue catalogue = Catalogue.builtIn();
    private final Detector detector = new Detector(catalogue);
    private final List<Labelled> events = new LabelledMonth(SEED).events();

    @Test
    void showsEveryIntrusionAsGraveAndNearlyAllRoutineAsMild() {
        Map<String, Finding> findings = assess();
        Map<Label, Map<Severity, Integer>> report = new EnumMap<>(Label.class);
        for (Labelled labelled : events) {
            Finding finding = findings.get(labelled.event().id());
            if (finding != null) {
                report.computeIfAbsent(labelled.label(), _ -> new TreeMap<>())
                        .merge(finding.severity(), 1, Integer::sum);
            }
        }
        print(report);

        assertThat(events).hasSizeGreaterThanOrEqualTo(10_000);
        assertThat(findings).as("nothing is hidden").hasSize((int) detected());
        assertThat(report.get(Label.INTRUSION).keySet()).isSubsetOf(Severity.CRITICAL, Severity.HIGH);
        assertThat(share(report.get(Label.ROUTINE), Severity.LOW, Severity.INFO))
                .isGreaterThanOrEqualTo(0.9);
    }

    /** Page by page, a name at a time, newest first: halves of a sequence arrive in any order. */
    private Map<String, Finding> assess() {
        AssessSettings settings =
                AssessSettings.of(Optional.of("203.0.113.0/24"), Optional.of(String.join(",", LabelledMonth.EXPECTED)));
        TestingHistory history = new TestingHistory(new Assessor(catalogue, settings));
        Random random = new Random(SEED);
        Map<Long, List<Labelled>> days = events.stream()
                .collect(Collectors.groupingBy(
                        event -> event.event().at().getEpochSecond() / 86_400, TreeMap::new, Collectors.toList()));
        for (List<Labelled> day : days.values()) {
            List<List<Labelled>> pages = new ArrayList<>(day.stream()
                    .collect(Collectors.groupingBy(event -> event.event().name()))
                    .values());
            Collections.shuffle(pages, random);
            pages.forEach(page -> page(history, page));
        }
        return history.findings();
    }

    private void page(TestingHistory history, List<Labelled> page) {
        Instant now = page.getLast().event().at().plusSeconds(600);
        List<Finding> found = new ArrayList<>();
        List<Finding> context = new ArrayList<>();
        for (Labelled labelled : page.reversed()) {
            EventRecord record = labelled.event().record();
            detector.detect(record, "prod", Cases.ACCOUNT, now).ifPresent(found::add);
            detector.context(record, "prod", Cases.ACCOUNT, now).ifPresent(context::add);
        }
        history.page(found, context, now);
    }

    private long detected() {
        return events.stream()
                .filter(event -> detector.detect(
                                event.event().record(),
                                "prod",
                                null,
                                event.event().at())
                        .isPresent())
                .count();
    }

    private static double share(Map<Severity, Integer> counts, Severity... wanted) {
        double all = counts.values().stream().mapToInt(Integer::intValue).sum();
        return List.of(wanted).stream()
                        .mapToInt(severity -> counts.getOrDefault(severity, 0))
                        .sum()
                / all;
    }

    private void print(Map<Label, Map<Severity, Integer>> report) {
        int caught = grave(report.get(Label.INTRUSION));
        int all = report.values().stream().mapToInt(LabelledMonthTest::grave).sum();
        int intrusions = report.get(Label.INTRUSION).values().stream()
                .mapToInt(Integer::intValue)
                .sum();
        System.out.printf(
                "labelled month: seed %d, %d events, %s%n  high or critical: precision %.3f, recall %.3f;"
                        + " routine low or info: %.3f%n",
                SEED,
                events.size(),
                report,
                (double) caught / all,
                (double) caught / intrusions,
                share(report.get(Label.ROUTINE), Severity.LOW, Severity.INFO));
    }

    private static int grave(Map<Severity, Integer> counts) {
        return counts.getOrDefault(Severity.CRITICAL, 0) + counts.getOrDefault(Severity.HIGH, 0);
    }
}
