package io.tamperwatch.rights;

import java.util.List;

/** Finds out about permissions nothing has been heard of. */
public interface RightsProbe {

    /** The configured accounts, by name. */
    List<String> accounts();

    /**
     * Makes one cheap call that needs the permission, if there is one; what AWS answers reaches the
     * {@link RightsObserver} as with every call. Nothing is thrown because of AWS or the network.
     */
    void probe(String account, Permission permission);
}
