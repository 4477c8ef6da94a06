package io.tamperwatch.catalogue;

/**
 * One data file.
 *
 * @param name path relative to the catalogue's directory, for example {@code remedies/mfa-for-users.yaml}
 * @param place where an author finds it
 * @param text YAML
 */
record CatalogueFile(String name, String place, String text) {

    static final String SUFFIX = ".yaml";

    /** A file that comes with the product. */
    CatalogueFile(String name, String text) {
        this(name, name, text);
    }

    boolean isRemedy() {
        return name.startsWith("remedies/");
    }

    /** The id a file of this name has to hold. */
    String expectedId() {
        String last = name.substring(name.lastIndexOf('/') + 1);
        return last.endsWith(SUFFIX) ? last.substring(0, last.length() - SUFFIX.length()) : last;
    }
}
