package io.tamperwatch.catalogue;

/**
 * One data file.
 *
 * @param name path relative to the catalogue's directory, for example {@code remedies/mfa-for-users.yaml}
 * @param text YAML
 */
record CatalogueFile(String name, String text) {

    private static final String SUFFIX = ".yaml";

    boolean isRemedy() {
        return name.startsWith("remedies/");
    }

    /** The id a file of this name has to hold. */
    String expectedId() {
        String last = name.substring(name.lastIndexOf('/') + 1);
        return last.endsWith(SUFFIX) ? last.substring(0, last.length() - SUFFIX.length()) : last;
    }
}
