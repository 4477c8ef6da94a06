package io.tamperwatch.scan;

import io.tamperwatch.catalogue.Severity;
import io.tamperwatch.event.Actor;
import io.tamperwatch.event.LogText;
import io.tamperwatch.finding.Finding;
import io.tamperwatch.finding.Fit;
import io.tamperwatch.finding.Signal;
import io.tamperwatch.finding.Target;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Locale;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;

/** Findings for somebody who reads them in a terminal, which must obey nothing that a record says. */
public final class FindingText {

    private static final int LONGEST = 300;
    private static final String INDENT = "          ";

    private FindingText() {}

    /** A finding in a few lines. */
    public static List<String> of(Finding finding) {
        List<String> lines = new ArrayList<>();
        lines.add("%-9s %s  %s %s, %s"
                .formatted(
                        finding.severity().label().toUpperCase(Locale.ROOT),
                        finding.occurredAt(),
                        shown(finding.eventName()),
                        outcome(finding),
                        finding.detection()));
        lines.add(INDENT + "account " + shown(finding.account()) + ", Region " + shown(finding.region()) + ", event "
                + shown(finding.id()));
        lines.add(
                INDENT + "by " + actor(finding.actor()) + from(finding.origin().sourceAddress()));
        lines.add(INDENT + "at " + target(finding.target()));
        if (!finding.signals().isEmpty()) {
            lines.add(INDENT + "signals: "
                    + finding.signals().stream().map(FindingText::signal).collect(Collectors.joining(", ")));
        }
        String likely = finding.scenarios().stream()
                .filter(scenario -> scenario.fit() == Fit.LIKELY)
                .map(scenario -> scenario.title())
                .collect(Collectors.joining("; "));
        if (!likely.isEmpty()) {
            lines.add(INDENT + "likely: " + shown(likely));
        }
        return lines;
    }

    private static String outcome(Finding finding) {
        String code = finding.errorCode();
        return code == null ? finding.outcome().label() : finding.outcome().label() + " (" + shown(code) + ")";
    }

    private static String actor(Actor actor) {
        String who = actor.arn() != null ? actor.arn() : actor.name();
        String key = actor.accessKeyId() == null ? "" : " with key " + shown(actor.accessKeyId());
        return (who == null ? "" : shown(who) + " ") + "(" + shown(actor.type()) + ")" + key;
    }

    private static String from(@Nullable String address) {
        return address == null ? "" : " from " + shown(address);
    }

    private static String target(Target target) {
        List<String> parts = new ArrayList<>();
        add(parts, "user ", target.userName());
        add(parts, "certificate ", target.certificateId());
        add(parts, "provider ", target.providerArn());
        add(parts, "client id ", target.clientId());
        add(parts, "", target.resource());
        return target.kind() + (parts.isEmpty() ? "" : ": " + String.join(", ", parts));
    }

    private static void add(List<String> parts, String what, @Nullable String value) {
        if (value != null) {
            parts.add(what + shown(value));
        }
    }

    private static String signal(Signal signal) {
        return "%s %+d".formatted(signal.code(), signal.weight());
    }

    private static String shown(String text) {
        return LogText.visible(text, LONGEST);
    }

    /** How many there are, by severity. */
    public static String counts(List<Finding> findings) {
        String bySeverity = Arrays.stream(Severity.values())
                .map(severity -> count(findings, severity))
                .filter(text -> !text.isEmpty())
                .collect(Collectors.joining(", "));
        String all = findings.size() == 1 ? "1 finding" : "%,d findings".formatted(findings.size());
        return findings.isEmpty() ? "no findings" : all + ": " + bySeverity;
    }

    private static String count(List<Finding> findings, Severity severity) {
        long count = findings.stream()
                .filter(finding -> finding.severity() == severity)
                .count();
        return count == 0 ? "" : "%,d %s".formatted(count, severity.label());
    }
}
