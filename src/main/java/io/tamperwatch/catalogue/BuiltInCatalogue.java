package io.tamperwatch.catalogue;

import java.util.Map;

/**
 * What comes with the product, read once. A native executable was made with this class initialised and holds the result:
 * reading YAML, and collecting the garbage of it, would be a third of its start.
 */
final class BuiltInCatalogue {

    static final Catalogue WHOLE = CatalogueLoader.load(BuiltInFiles.read());

    static final Map<String, Remedy> REMEDIES = CatalogueLoader.remedies(BuiltInFiles.read());

    private BuiltInCatalogue() {}
}
