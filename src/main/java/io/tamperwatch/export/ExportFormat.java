package io.tamperwatch.export;

import io.tamperwatch.finding.Finding;

/** A way to write findings down for another program, one after the other, each without knowing the others. */
public interface ExportFormat {

    /** The value of the parameter {@code format}. */
    String label();

    String mediaType();

    /** The end of the file's name, without the dot. */
    String extension();

    /** What stands before the first finding. */
    String head();

    /** A finding, with the line's end. */
    String line(Finding finding);
}
