package io.tamperwatch.assess;

import io.tamperwatch.catalogue.Detection;
import io.tamperwatch.catalogue.Scenario;
import io.tamperwatch.catalogue.SignalCode;
import io.tamperwatch.finding.Fit;
import io.tamperwatch.finding.Outcome;
import io.tamperwatch.finding.ScenarioFit;
import java.util.Comparator;
import java.util.List;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/** Holds a detection's scenarios against the signals: which explain the finding, and why. */
record Explanations(Sightings seen, Outcome outcome) {

    /** The best first; equals keep the catalogue's order. */
    List<ScenarioFit> of(Detection detection) {
        return detection.scenarios().stream()
                .map(this::fit)
                .sorted(Comparator.comparing(ScenarioFit::fit))
                .toList();
    }

    private ScenarioFit fit(Scenario scenario) {
        List<SignalCode> speakFor =
                scenario.likelyWith().stream().filter(seen::has).toList();
        List<SignalCode> speakAgainst =
                scenario.unlikelyWith().stream().filter(seen::has).toList();
        Fit fit = fit(speakFor.size() - speakAgainst.size());
        return new ScenarioFit(
                scenario.id(), scenario.title(), fit, reason(speakFor, speakAgainst) + " " + scenario.explanation());
    }

    /** What did not happen cannot have done its harm; at most somebody was after it. */
    private Fit fit(int balance) {
        if (outcome != Outcome.SUCCEEDED) {
            return balance > 0 ? Fit.POSSIBLE : Fit.UNLIKELY;
        }
        if (balance == 0) {
            return Fit.POSSIBLE;
        }
        return balance > 0 ? Fit.LIKELY : Fit.UNLIKELY;
    }

    private String reason(List<SignalCode> speakFor, List<SignalCode> speakAgainst) {
        String signals = Stream.of(said("Speaking for it: ", speakFor), said("Speaking against it: ", speakAgainst))
                .filter(text -> !text.isEmpty())
                .collect(Collectors.joining(" "));
        String weighed = signals.isEmpty() ? "No signal speaks for it or against it." : signals;
        return outcome == Outcome.SUCCEEDED ? weighed : "The call did not succeed, so nothing changed. " + weighed;
    }

    private static String said(String opening, List<SignalCode> codes) {
        return codes.isEmpty()
                ? ""
                : codes.stream().map(SignalCode::label).collect(Collectors.joining(", ", opening, "."));
    }
}
