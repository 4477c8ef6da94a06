package io.tamperwatch.inventory;

import java.time.Instant;
import java.util.Collection;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.Consumer;

/**
 * What AWS accounts held and when. Each method works in one transaction and throws {@link
 * io.tamperwatch.finding.StoreUnavailable} when the store cannot be used; then nothing has changed. Accounts are the twelve
 * digits, so that a name pointed at another account does not mix the two.
 */
public interface InventoryStore {

    /**
     * Keeps what was seen. A thing that is as it was last seen is only seen again; one that is not becomes a new version, and
     * the old one is kept. Reports that arrive out of order change nothing that was seen later.
     *
     * @return those that are new or have changed
     */
    List<Held> saw(String account, Collection<? extends Held> things, Instant at);

    /** As {@link #saw}, and whatever else of these the user had is gone. */
    List<Held> sawCertificatesOf(String account, String user, Collection<Held.Certificate> all, Instant at);

    /** The thing was seen not to be there. */
    void missed(String account, Kind kind, String key, Instant at);

    /** Everything of a kind that has not been seen since this moment is gone. */
    void onlySeenSince(String account, Kind kind, Instant since);

    /** The certificates of these users were seen to be as they were. */
    void certificatesUnchanged(String account, Collection<String> users, Instant at);

    /** As it was last seen to be, when it is there. */
    <T extends Held> Optional<Seen<T>> present(String account, Class<T> type, String key);

    /** As it was last seen at a moment or before; empty when it was not known then, or known not to be there. */
    <T extends Held> Optional<Seen<T>> before(String account, Class<T> type, String key, Instant moment);

    /** A user's certificates, as {@link #before} for each. */
    List<Seen<Held.Certificate>> certificatesBefore(String account, String user, Instant moment);

    /** Everything of a type that is there, one after the other, so that no account is too large. */
    <T extends Held> void eachPresent(String account, Class<T> type, Consumer<Seen<T>> each);

    /** How many of each kind are there, in all accounts; kinds of which there are none are left out. */
    Map<String, Map<Kind, Long>> count();

    /** Versions that are gone since before this moment are forgotten. */
    void forgetGoneBefore(String account, Instant moment);

    /** What was noted for these subjects; those without a note are left out. */
    Map<String, Note> notes(String account, Collection<String> subjects);

    /** Every subject with a prefix that has a note, the one noted longest ago first, at most {@code limit}. */
    List<String> oldestNotes(String account, String prefix, int limit);

    /** Notes what was learned of subjects, to know later whether to ask again. */
    void note(String account, Map<String, String> notes, Instant at);

    /** Notes older than this are forgotten. */
    void forgetNotesBefore(String account, Instant moment);

    /** When a snapshot of the account was last complete. */
    Optional<Instant> completeAt(String account);

    void completed(String account, Instant at);

    /** Something to remember about a subject, and since when. */
    record Note(String text, Instant at) {}
}
