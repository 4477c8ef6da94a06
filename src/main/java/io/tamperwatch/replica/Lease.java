package io.tamperwatch.replica;

/**
 * The right to work on an account. Whatever only its holder may write names it, and the store refuses it when somebody else
 * has taken the account meanwhile, whether or not the holder knows.
 *
 * @param account the account's name in the configuration
 * @param holder who has it: another one for each time a replica appears
 * @param epoch how often the account has been taken, this time included
 */
public record Lease(String account, String holder, long epoch) {

    /** Of a process that shares its store with nobody. */
    public static Lease unshared(String account) {
        return new Lease(account, "", 0);
    }
}
