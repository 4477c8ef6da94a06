package io.tamperwatch.catalogue;

import io.tamperwatch.catalogue.RemedyInput.Form;
import java.util.List;
import java.util.Map;
import java.util.regex.Pattern;
import java.util.stream.Collectors;

/** The form of a file in {@code remedies/}. */
final class RemedyFile {

    private static final Map<String, Remedy.Purpose> PURPOSES = Words.of(Remedy.Purpose.values());
    private static final Map<String, Form> FORMS = Words.of(Form.values());

    /** A word in the console's steps that stands for an input. */
    private static final Pattern PLACEHOLDER = Pattern.compile("\\{([A-Z][A-Z0-9_]*)\\}");

    /** Variables that bash, the AWS CLI or every script of ours gives a meaning. */
    private static final Pattern RESERVED = Pattern.compile(
            "PATH|HOME|IFS|ENV|SHELL|PWD|LANG|TZ|(?:AWS|BASH|LC|LD|PYTHON)_.*|REGION|ACCOUNT_ID|FINDING_ID");

    private final Fields fields;

    private RemedyFile(Fields fields) {
        this.fields = fields;
    }

    static Remedy read(Fields fields) {
        Remedy remedy = new RemedyFile(fields).remedy();
        fields.noOthers();
        return remedy;
    }

    private Remedy remedy() {
        Remedy remedy = new Remedy(
                fields.text("id", Words.ID, Words.ID_RULE),
                fields.text("title"),
                fields.oneOf("purpose", PURPOSES),
                fields.text("why"),
                fields.listsIfAny("onlyWhen", Words.SOURCE, Words.SOURCE_RULE),
                fields.partsIfAny("inputs").stream().map(RemedyFile::input).toList(),
                fields.texts("console"),
                fields.text("cli"),
                fields.text("python"),
                fields.textIfAny("notUndone"),
                fields.textIfAny("rollback"));
        refuseUnknownPlaceholders(remedy);
        return remedy;
    }

    private static RemedyInput input(Fields part) {
        Form form = part.isAbsent("form") ? Form.TEXT : part.oneOf("form", FORMS);
        List<String> from = part.textsIfAny("from", Words.SOURCE, Words.SOURCE_RULE);
        if (form == Form.PLAIN && !RemedyInput.CONSTANT_PLACES.containsAll(from)) {
            part.fault(
                    "from",
                    "only %s is allowed for a plain input, since the commands use it as it is"
                            .formatted(String.join(", ", RemedyInput.CONSTANT_PLACES)));
        }
        boolean file = part.flag("file");
        if (file && form != Form.TEXT && form != Form.JSON) {
            part.fault("file", "only a text or JSON has several lines; form text or json is required");
        }
        String name = part.text("name", Words.VARIABLE, Words.VARIABLE_RULE);
        if (RESERVED.matcher(name).matches()) {
            part.fault("name", "%s has a meaning of its own; another name is required".formatted(name));
        }
        RemedyInput input = new RemedyInput(
                name,
                form,
                from,
                part.anyTextIfAny("otherwise"),
                part.flag("secret"),
                file,
                part.text("label"),
                part.text("need"));
        part.noOthers();
        return input;
    }

    private void refuseUnknownPlaceholders(Remedy remedy) {
        List<String> names = remedy.inputs().stream().map(RemedyInput::name).toList();
        for (String step : remedy.console()) {
            String unknown = PLACEHOLDER
                    .matcher(step)
                    .results()
                    .map(found -> found.group(1))
                    .filter(name -> !names.contains(name))
                    .collect(Collectors.joining(", "));
            if (!unknown.isEmpty()) {
                fields.fault("console", "%s is no input of this remedy".formatted(unknown));
            }
        }
    }
}
