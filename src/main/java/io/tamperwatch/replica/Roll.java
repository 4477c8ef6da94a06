package io.tamperwatch.replica;

import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.Function;
import java.util.stream.Collectors;

/**
 * Who is there, and who has which account.
 *
 * @param present those who are there, the one that has been there longest first
 * @param leases the leases of those who are there
 */
public record Roll(List<Present> present, List<Lease> leases) {

    /**
     * A replica that is there.
     *
     * @param name what people know it by
     */
    public record Present(String id, String name) {}

    public Roll {
        present = List.copyOf(present);
        leases = List.copyOf(leases);
    }

    /** What one has, by account. */
    Map<String, Lease> heldBy(String id) {
        return leases.stream()
                .filter(lease -> lease.holder().equals(id))
                .sorted(Comparator.comparing(Lease::account))
                .collect(Collectors.toMap(Lease::account, Function.identity(), (a, b) -> b, java.util.TreeMap::new));
    }

    /** The names of those who have an account, by account. */
    Map<String, String> holders() {
        Map<String, String> names = present.stream().collect(Collectors.toMap(Present::id, Present::name));
        return leases.stream()
                .filter(lease -> names.containsKey(lease.holder()))
                .collect(Collectors.toMap(Lease::account, lease -> names.get(lease.holder()), (a, b) -> b));
    }

    /** How many of so many accounts are for this one: all get as many, the first few one more. */
    int share(String id, int accounts) {
        int place = place(id).orElse(-1);
        if (place < 0) {
            return 0;
        }
        return accounts / present.size() + (place < accounts % present.size() ? 1 : 0);
    }

    boolean isFirst(String id) {
        return place(id).orElse(-1) == 0;
    }

    private Optional<Integer> place(String id) {
        List<String> ids = present.stream().map(Present::id).toList();
        int place = ids.indexOf(id);
        return place < 0 ? Optional.empty() : Optional.of(place);
    }
}
