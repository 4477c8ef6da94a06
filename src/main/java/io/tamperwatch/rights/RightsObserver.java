package io.tamperwatch.rights;

/** Hears how calls to AWS end, as far as that tells of a permission. */
public interface RightsObserver {

    /**
     * @param account its name in the configuration
     * @param action the permission the call needed, as policies name it
     * @param allowed whether AWS let it; a call that failed for another reason afterwards was allowed
     */
    void answered(String account, String action, boolean allowed);
}
