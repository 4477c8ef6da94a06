package io.tamperwatch.store;

import static io.tamperwatch.store.Samples.NOON;
import static org.assertj.core.api.Assertions.assertThat;

import io.tamperwatch.inventory.Held;
import io.tamperwatch.inventory.InventoryStore.Note;
import io.tamperwatch.inventory.Kind;
import io.tamperwatch.inventory.Seen;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.stream.IntStream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** What every database must do for the inventory. */
abstract class InventoryContract {

    private static final String ACCOUNT = "111122223333";
    private static final String OTHER = "444455556666";
    private static final String ARN = "arn:aws:iam::111122223333:oidc-provider/login.example.com";
    private static final Held.OidcProvider BEFORE = provider("mobile-app", "partner'; --\u0000\ud800");
    private static final Held.OidcProvider AFTER = provider("partner'; --\u0000\ud800");
    private static final Held.Certificate FIRST =
            new Held.Certificate("C1", "dana.keller", "-----BEGIN\n\"é\"", "Active", NOON.minusSeconds(9));
    private static final Held.Certificate SECOND = new Held.Certificate("C2", "dana.keller", "pem", "Inactive", null);

    private Database database;
    private JdbcInventoryStore store;

    /** A new, empty database. */
    abstract Dialect dialect();

    @BeforeEach
    void open() {
        database = new Database(dialect());
        store = new JdbcInventoryStore(database);
    }

    @AfterEach
    void close() {
        database.close();
    }

    private static Held.OidcProvider provider(String... clientIds) {
        return new Held.OidcProvider(
                ARN, "login.example.com", List.of(clientIds), List.of("00ff"), Map.of("team", "shop"), NOON);
    }

    private static Instant at(long seconds) {
        return NOON.plusSeconds(seconds);
    }

    @Test
    void answersWhatWasThereBeforeAnEvent() {
        assertThat(store.saw(ACCOUNT, List.of(BEFORE), at(0))).containsExactly(BEFORE);
        assertThat(store.saw(ACCOUNT, List.of(BEFORE), at(10))).isEmpty();
        assertThat(store.saw(ACCOUNT, List.of(AFTER), at(20))).containsExactly(AFTER);
        store.missed(ACCOUNT, Kind.OIDC_PROVIDER, ARN, at(30));

        assertThat(providerBefore(at(-1))).isEmpty();
        assertThat(providerBefore(at(15))).containsExactly(new Seen<>(BEFORE, at(0), at(10), at(20)));
        assertThat(providerBefore(at(25))).containsExactly(new Seen<>(AFTER, at(20), at(20), at(30)));
        assertThat(providerBefore(at(30))).isEmpty();
        assertThat(store.present(ACCOUNT, Held.OidcProvider.class, ARN)).isEmpty();
        assertThat(store.before(OTHER, Held.OidcProvider.class, ARN, at(15))).isEmpty();
    }

    private List<Seen<Held.OidcProvider>> providerBefore(Instant moment) {
        return store.before(ACCOUNT, Held.OidcProvider.class, ARN, moment).stream()
                .toList();
    }

    @Test
    void aReportThatComesLateChangesNothingSeenLater() {
        store.saw(ACCOUNT, List.of(AFTER), at(20));
        assertThat(store.saw(ACCOUNT, List.of(BEFORE), at(10))).isEmpty();
        store.missed(ACCOUNT, Kind.OIDC_PROVIDER, ARN, at(15));
        assertThat(store.present(ACCOUNT, Held.OidcProvider.class, ARN))
                .contains(new Seen<>(AFTER, at(20), at(20), null));
        store.missed(ACCOUNT, Kind.OIDC_PROVIDER, ARN, at(40));
        assertThat(store.saw(ACCOUNT, List.of(BEFORE), at(30))).isEmpty();
        assertThat(store.saw(ACCOUNT, List.of(BEFORE), at(40))).containsExactly(BEFORE);
        assertThat(store.present(ACCOUNT, Held.OidcProvider.class, ARN))
                .contains(new Seen<>(BEFORE, at(40), at(40), null));
    }

    @Test
    void aUsersCertificatesAreAllThatIsListed() {
        store.sawCertificatesOf(ACCOUNT, "dana.keller", List.of(FIRST, SECOND), at(0));
        store.certificatesUnchanged(ACCOUNT, List.of("dana.keller", "nobody"), at(5));
        store.sawCertificatesOf(ACCOUNT, "dana.keller", List.of(SECOND), at(10));

        assertThat(store.certificatesBefore(ACCOUNT, "dana.keller", at(9)))
                .containsExactly(new Seen<>(FIRST, at(0), at(5), at(10)), new Seen<>(SECOND, at(0), at(10), null));
        assertThat(store.certificatesBefore(ACCOUNT, "dana.keller", at(10)))
                .containsExactly(new Seen<>(SECOND, at(0), at(10), null));
        store.onlySeenSince(ACCOUNT, Kind.SIGNING_CERTIFICATE, at(11));
        assertThat(store.certificatesBefore(ACCOUNT, "dana.keller", at(20))).isEmpty();
        assertThat(store.before(ACCOUNT, Held.Certificate.class, "C1", at(3))
                        .orElseThrow()
                        .held())
                .isEqualTo(FIRST);
    }

    @Test
    void aRoleStaysTheSameWhenItIsUsed() {
        Held.Role unused = new Held.Role("arn:role/a", "a", "{}", new Held.Use(null, null));
        Held.Role used = new Held.Role("arn:role/a", "a", "{}", new Held.Use(NOON, "us-east-1"));
        Held.Role nobodySays = new Held.Role("arn:role/a", "a", "{}", null);
        store.saw(ACCOUNT, List.of(unused), at(0));
        assertThat(store.saw(ACCOUNT, List.of(used), at(1))).isEmpty();
        assertThat(store.saw(ACCOUNT, List.of(nobodySays), at(2))).isEmpty();
        assertThat(store.present(ACCOUNT, Held.Role.class, "arn:role/a"))
                .contains(new Seen<>(used, at(0), at(2), null));
    }

    @Test
    void goesThroughManyInOrder() {
        List<Held.Role> roles = IntStream.range(0, 450)
                .mapToObj(i -> new Held.Role("arn:role/%03d".formatted(i), "r" + i, "{}", null))
                .toList();
        store.saw(ACCOUNT, roles, at(0));
        store.saw(OTHER, List.of(AFTER), at(0));
        List<Held.Role> found = new ArrayList<>();
        store.eachPresent(ACCOUNT, Held.Role.class, seen -> found.add(seen.held()));
        assertThat(found).isEqualTo(roles);
        assertThat(store.count())
                .isEqualTo(Map.of(ACCOUNT, Map.of(Kind.ROLE, 450L), OTHER, Map.of(Kind.OIDC_PROVIDER, 1L)));
    }

    @Test
    void forgetsWhatIsLongGone() {
        store.saw(ACCOUNT, List.of(BEFORE), at(0));
        store.saw(ACCOUNT, List.of(AFTER), at(20));
        store.forgetGoneBefore(ACCOUNT, at(20));
        assertThat(providerBefore(at(1))).hasSize(1);
        store.forgetGoneBefore(ACCOUNT, at(21));
        assertThat(providerBefore(at(1))).isEmpty();
        assertThat(providerBefore(at(21))).hasSize(1);
    }

    @Test
    void remembersNotesAndWhenASnapshotWasComplete() {
        store.note(ACCOUNT, Map.of("user/a", "1", "user/b%", "2"), at(0));
        store.note(ACCOUNT, Map.of("user/a", "3", "oidc/x", "4"), at(5));
        assertThat(store.notes(ACCOUNT, List.of("user/a", "user/b%", "user/c")))
                .isEqualTo(Map.of("user/a", new Note("3", at(5)), "user/b%", new Note("2", at(0))));
        assertThat(store.notes(OTHER, List.of("user/a"))).isEmpty();
        assertThat(store.oldestNotes(ACCOUNT, "user/", 9)).containsExactly("user/b%", "user/a");
        assertThat(store.oldestNotes(ACCOUNT, "user/", 1)).containsExactly("user/b%");
        store.forgetNotesBefore(ACCOUNT, at(1));
        assertThat(store.oldestNotes(ACCOUNT, "user/", 9)).containsExactly("user/a");

        assertThat(store.completeAt(ACCOUNT)).isEmpty();
        store.completed(ACCOUNT, at(1));
        store.completed(ACCOUNT, at(2));
        assertThat(store.completeAt(ACCOUNT)).contains(at(2));
    }
}
