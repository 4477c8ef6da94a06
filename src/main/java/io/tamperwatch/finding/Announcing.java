package io.tamperwatch.finding;

/**
 * Whose changes become notices. Asked within the transaction that makes the change, so that neither is ever there without
 * the other.
 */
@FunctionalInterface
public interface Announcing {

    /** Nobody wants to be told. */
    Announcing NOTHING = finding -> false;

    boolean announces(Finding finding);
}
