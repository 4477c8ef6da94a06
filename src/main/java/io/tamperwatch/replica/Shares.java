package io.tamperwatch.replica;

import java.time.Duration;
import java.util.Collection;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.function.Predicate;

/** Which accounts this process works on, of those that the replicas of a store share out among them. */
public interface Shares {

    /** Whether work on an account may begin here. */
    boolean has(String account);

    /** The lease under which work on an account that has begun may go on; empty when it must not. */
    Optional<Lease> lease(String account);

    /** The accounts that are others' business; empty when this process cannot tell, and leaves all of them alone. */
    Optional<Set<String>> elsewhere();

    /** Whether what only one of all replicas should do is for this one to do. */
    boolean leads();

    /** What people know this process by. */
    String name();

    /** The name of the replica that works on an account, as far as is known. */
    Optional<String> holder(String account);

    /** How many replicas there are, as far as is known. */
    int replicas();

    /** Whether there can be other replicas at all. */
    boolean isShared();

    /**
     * To be called several times while a lease lasts: renews the leases, takes what is due to this process and gives
     * surplus back.
     *
     * @param accounts every account there is to work on
     * @param lasts how long leases last from now
     * @param isIdle whether nothing is under way in an account, so that it can be given back
     * @return the accounts this process may begin to work on from now on
     */
    List<Lease> beat(Collection<String> accounts, Duration lasts, Predicate<String> isIdle);

    /** Gives everything back at once; to be called when nothing is under way any more. */
    void leave();
}
