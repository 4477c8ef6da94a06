package io.tamperwatch.replica;

import java.time.Duration;
import java.util.Collection;
import java.util.List;

/**
 * Who is there and who has which account, in the store that replicas share. All time is the store's: nobody's own clock
 * decides whether somebody else is gone. Each method is one transaction; none waits for other writing. They throw when the
 * store cannot be used, and then nothing has changed.
 */
public interface LeaseStore {

    /** Whether other processes may use the same store. When not, nothing below is ever called. */
    boolean isShared();

    /** Appears under an id that nobody has had, for as long as {@code lasts} from now. */
    void join(String id, String name, Duration lasts);

    /**
     * Stays for as long as {@code lasts} from now.
     *
     * @return false when the id has been taken for gone; it has no lease any more and never will
     */
    boolean renew(String id, Duration lasts);

    /** Takes those for gone who have not renewed in time, and tells who is left and who has what. */
    Roll roll();

    /**
     * Takes accounts that nobody has, or only somebody who is gone, no more than {@code most} of them. What somebody is
     * just writing under is left for the next time.
     */
    List<Lease> take(String id, Collection<String> accounts, int most);

    /** Gives leases back, for others to take at once. */
    void release(Collection<Lease> leases);

    /** Gives back all that an id has, and the id itself. */
    void leave(String id);
}
