package io.tamperwatch.inventory;

/** Sights over a store of a test's own. */
public final class TestingSights {

    private TestingSights() {}

    public static TargetSights of(InventoryStore store) {
        return new TargetSights(store);
    }
}
