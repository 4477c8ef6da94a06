package io.tamperwatch.store;

import io.tamperwatch.finding.Change;
import io.tamperwatch.finding.Finding;
import io.tamperwatch.finding.ScenarioFit;
import io.tamperwatch.finding.Signal;
import java.util.List;

/** What the detections made of a record: long texts, mostly the same from finding to finding. */
record Assessment(List<String> detections, Change change, List<Signal> signals, List<ScenarioFit> scenarios) {

    static Assessment of(Finding finding) {
        return new Assessment(finding.detections(), finding.change(), finding.signals(), finding.scenarios());
    }
}
