package io.tamperwatch.inventory;

import jakarta.inject.Singleton;
import java.util.HashSet;
import java.util.Set;

/** Who has a signing certificate, active or not, as the inventory has seen. */
@Singleton
public class CertificateOwners {

    private final IamSource source;
    private final InventoryStore store;

    CertificateOwners(IamSource source, InventoryStore store) {
        this.source = source;
        this.store = store;
    }

    /**
     * The names of an account's users; none while nothing is known of it.
     *
     * @throws io.tamperwatch.finding.StoreUnavailable when nobody can be asked
     */
    public Set<String> of(String account) {
        Set<String> names = new HashSet<>();
        source.digits(account)
                .ifPresent(digits -> store.eachPresent(
                        digits,
                        Held.Certificate.class,
                        seen -> names.add(seen.held().userName())));
        return names;
    }
}
