package io.tamperwatch.watch;

import io.tamperwatch.replica.Lease;
import io.tamperwatch.replica.Shares;
import java.util.Optional;

/** Whether this process is the one that reads an account. */
interface Tenure {

    /** Whether something may be begun. */
    boolean mayBegin();

    /** Under what goes on what has been begun; empty when it must not go on. */
    Optional<Lease> lease();

    static Tenure of(Shares shares, String account) {
        return new Tenure() {
            @Override
            public boolean mayBegin() {
                return shares.has(account);
            }

            @Override
            public Optional<Lease> lease() {
                return shares.lease(account);
            }
        };
    }
}
