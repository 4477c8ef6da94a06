package io.tamperwatch.catalogue;

import java.util.Map;

/** The form of a file in {@code remedies/}. */
final class RemedyFile {

    private static final Map<String, Remedy.Purpose> PURPOSES = Words.of(Remedy.Purpose.values());

    private RemedyFile() {}

    static Remedy read(Fields fields) {
        Remedy remedy = new Remedy(
                fields.text("id", Words.ID, Words.ID_RULE),
                fields.text("title"),
                fields.oneOf("purpose", PURPOSES),
                fields.text("why"),
                fields.texts("console"),
                fields.text("cli"),
                fields.text("python"));
        fields.noOthers();
        return remedy;
    }
}
