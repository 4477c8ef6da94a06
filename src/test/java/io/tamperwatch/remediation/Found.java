package io.tamperwatch.remediation;

import io.tamperwatch.catalogue.Catalogue;
import io.tamperwatch.detect.Detector;
import io.tamperwatch.event.EventRecordParser;
import io.tamperwatch.event.ParseOutcome.Parsed;
import io.tamperwatch.finding.Finding;
import java.time.Instant;
import java.util.Comparator;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/** From what an account's records tell to what the product hands over. */
final class Found {

    private static final Catalogue CATALOGUE = Catalogue.builtIn();

    private Found() {}

    /** The remediation of the latest finding of a detection. */
    static Remediation in(AccountState account, String detection, @Nullable Known known) {
        TestingFindings store = new TestingFindings();
        Detector detector = new Detector(CATALOGUE);
        account.records().stream()
                .map(record -> ((Parsed) new EventRecordParser().parse(record)).record())
                .flatMap(record -> detector.detect(record, "production", null, Instant.EPOCH).stream())
                .forEach(store.findings::add);
        Finding finding = store.findings.stream()
                .filter(one -> one.detection().equals(detection))
                .max(Comparator.comparing(Finding::occurredAt))
                .orElseThrow();
        return new Remediations(CATALOGUE, store, _ -> Optional.ofNullable(known))
                .of(finding)
                .orElseThrow();
    }
}
