package io.tamperwatch.catalogue;

import java.util.ArrayList;
import java.util.HashSet;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;

/** The form of a file in {@code detections/}. */
final class DetectionFile {

    private static final Map<String, Severity> SEVERITIES = Words.of(Severity.values());
    private static final Map<String, Detection.Scope> SCOPES = Words.of(Detection.Scope.values());

    /** The fields a finding's target has beside its kind. */
    private static final Set<String> TARGET_FIELDS =
            new LinkedHashSet<>(List.of("userName", "certificateId", "providerArn", "clientId"));

    private final Fields fields;
    private final Map<String, Remedy> remedies;

    private DetectionFile(Fields fields, Map<String, Remedy> remedies) {
        this.fields = fields;
        this.remedies = remedies;
    }

    static Detection read(Fields fields, Map<String, Remedy> remedies) {
        Detection detection = new DetectionFile(fields, remedies).detection();
        fields.noOthers();
        return detection;
    }

    private Detection detection() {
        String id = fields.text("id", Words.ID, Words.ID_RULE);
        String title = fields.text("title");
        String eventSource = fields.text("eventSource", Words.EVENT_SOURCE, Words.EVENT_SOURCE_RULE);
        List<String> eventNames = fields.texts("eventNames", Words.NAME, Words.EVENT_RULE);
        Fields severity = fields.part("severity");
        Detection detection = new Detection(
                id,
                title,
                eventSource,
                eventNames,
                fields.oneOf("scope", SCOPES),
                fields.flag("target"),
                fields.flag("context"),
                fields.flag("dryRun"),
                fields.flag("idempotent"),
                severity.oneOf("succeeded", SEVERITIES),
                severity.oneOf("denied", SEVERITIES),
                severity.oneOf("failed", SEVERITIES),
                fields.text("what"),
                fields.text("why"),
                fields.text("targetKind", Words.ID, Words.ID_RULE),
                targetFields(),
                scenarios(),
                runbook());
        severity.noOthers();
        return detection;
    }

    private Map<String, String> targetFields() {
        Fields named = fields.part("targetFields");
        Map<String, String> parameters = named.all(TARGET_FIELDS, Words.NAME, Words.PARAMETER_RULE);
        named.noOthers();
        return parameters;
    }

    private List<Scenario> scenarios() {
        List<Scenario> scenarios = new ArrayList<>();
        Set<String> ids = new HashSet<>();
        for (Fields entry : fields.parts("scenarios")) {
            Scenario scenario = new Scenario(
                    entry.text("id", Words.ID, Words.ID_RULE), entry.text("title"), entry.text("explanation"));
            if (!ids.add(scenario.id())) {
                entry.fault("id", "%s stands there twice; each scenario needs its own".formatted(scenario.id()));
            }
            entry.noOthers();
            scenarios.add(scenario);
        }
        return scenarios;
    }

    private List<Remedy> runbook() {
        List<Remedy> runbook = new ArrayList<>();
        for (String id : fields.texts("remedies", Words.ID, Words.ID_RULE)) {
            Remedy remedy = remedies.get(id);
            if (remedy == null) {
                fields.fault(
                        "remedies",
                        "%s is no remedy; allowed are %s".formatted(id, String.join(", ", remedies.keySet())));
            } else {
                runbook.add(remedy);
            }
        }
        return runbook;
    }
}
