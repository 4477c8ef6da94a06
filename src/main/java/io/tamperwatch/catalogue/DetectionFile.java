package io.tamperwatch.catalogue;

import java.util.ArrayList;
import java.util.HashSet;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.function.Function;

/** The form of a file in {@code detections/}. */
final class DetectionFile {

    private static final Map<String, Severity> SEVERITIES = Words.of(Severity.values());
    private static final Map<String, Detection.Scope> SCOPES = Words.of(Detection.Scope.values());

    private static final Map<String, Routine.Same> SAME = Words.of(Routine.Same.values());
    private static final Map<String, SignalCode> SIGNALS = Words.of(SignalCode.values());

    /** The fields a finding's target has beside its kind. */
    private static final Set<String> TARGET_FIELDS =
            new LinkedHashSet<>(List.of("userName", "certificateId", "providerArn", "clientId", "resource"));

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
                runbook(),
                fields.listsIfAny("onlyWhen", Words.NAME, Words.PARAMETER_RULE),
                techniques(),
                fields.textsIfAny("repairedBy", Words.NAME, Words.EVENT_RULE),
                routines(),
                compliance());
        severity.noOthers();
        return detection;
    }

    private Map<String, String> targetFields() {
        if (fields.isAbsent("targetFields")) {
            // a setting of the account, of which there is one
            return Map.of();
        }
        Fields named = fields.part("targetFields");
        Map<String, String> parameters = named.all(TARGET_FIELDS, Words.RECORDED, Words.RECORDED_RULE);
        named.noOthers();
        return parameters;
    }

    private List<Scenario> scenarios() {
        return entries(
                isContext() ? fields.partsIfAny("scenarios") : fields.parts("scenarios"),
                Scenario::id,
                entry -> new Scenario(
                        entry.text("id", Words.ID, Words.ID_RULE),
                        entry.text("title"),
                        entry.text("explanation"),
                        entry.someOfIfAny("likelyWith", SIGNALS),
                        entry.someOfIfAny("unlikelyWith", SIGNALS)));
    }

    private List<Technique> techniques() {
        return entries(
                fields.partsIfAny("techniques"),
                Technique::id,
                entry -> new Technique(entry.text("id", Words.TECHNIQUE, Words.TECHNIQUE_RULE), entry.text("name")));
    }

    private List<Routine> routines() {
        return entries(fields.partsIfAny("routines"), Routine::id, DetectionFile::routine);
    }

    private static Routine routine(Fields entry) {
        Routine routine = new Routine(
                entry.text("id", Words.ID, Words.ID_RULE),
                entry.text("title"),
                entry.text("why"),
                entry.textsIfAny("before", Words.NAME, Words.EVENT_RULE),
                entry.textsIfAny("after", Words.NAME, Words.EVENT_RULE),
                new LinkedHashSet<>(entry.someOf("same", SAME)),
                entry.duration("within"));
        if (routine.before().isEmpty() && routine.after().isEmpty()) {
            entry.fault("before", "at least one event before or after is required");
        }
        return routine;
    }

    private List<ComplianceReference> compliance() {
        return entries(
                fields.partsIfAny("compliance"),
                reference -> reference.standard() + " " + reference.control(),
                entry -> new ComplianceReference(entry.text("standard"), entry.text("control"), entry.text("why")));
    }

    /** The entries of a list of mappings, each with something of its own to be known by. */
    private static <T> List<T> entries(List<Fields> parts, Function<T, String> id, Function<Fields, T> reading) {
        List<T> entries = new ArrayList<>();
        Set<String> ids = new HashSet<>();
        for (Fields part : parts) {
            T entry = reading.apply(part);
            String own = id.apply(entry);
            if (!ids.add(own)) {
                part.fault("id", "%s stands there twice; each entry needs its own".formatted(own));
            }
            part.noOthers();
            entries.add(entry);
        }
        return entries;
    }

    /** What makes no finding needs nobody to be told how it came about and what to do. */
    private boolean isContext() {
        return fields.flag("context");
    }

    private List<Remedy> runbook() {
        List<Remedy> runbook = new ArrayList<>();
        List<String> ids = isContext()
                ? fields.textsIfAny("remedies", Words.ID, Words.ID_RULE)
                : fields.texts("remedies", Words.ID, Words.ID_RULE);
        for (String id : ids) {
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
