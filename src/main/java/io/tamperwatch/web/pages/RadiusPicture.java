package io.tamperwatch.web.pages;

import io.tamperwatch.finding.Impact.BlastRadius;
import io.tamperwatch.finding.Impact.Role;
import java.time.Instant;
import java.util.List;
import java.util.stream.IntStream;
import org.jspecify.annotations.Nullable;

/**
 * A small picture: the provider, the roles that depend on it, and what is known of each. The template draws it; here is where
 * everything stands.
 *
 * @param provider its name, short enough to fit
 * @param subject the second line: what it is about
 * @param trunk down to where the line from the provider goes
 * @param more roles that are not drawn; null when all are
 * @param description the same in words
 */
record RadiusPicture(
        int height,
        String provider,
        String subject,
        boolean gone,
        int trunk,
        List<Node> nodes,
        @Nullable Rest more,
        String description) {

    private static final int MOST = 8;
    private static final int ROW = 32;
    private static final int FIRST = 66;
    private static final int LONGEST_PROVIDER = 46;
    private static final int LONGEST_ROLE = 29;
    private static final int LONGEST_WHOLE = 64;

    RadiusPicture {
        nodes = List.copyOf(nodes);
    }

    /**
     * One role.
     *
     * @param y its middle
     * @param full its whole name
     * @param cut whether nothing of the provider gets it any more
     */
    record Node(int y, String name, String full, boolean cut, String ring, String state) {}

    /** What is left out. */
    record Rest(int y, String text) {}

    /** @param roles in the order in which they are drawn */
    static RadiusPicture of(RadiusWords words, BlastRadius radius, List<Role> roles, Instant occurredAt) {
        List<Node> nodes = IntStream.range(0, Math.min(MOST, roles.size()))
                .mapToObj(row -> node(FIRST + row * ROW, roles.get(row), radius, words, occurredAt))
                .toList();
        int left = radius.configured() - nodes.size();
        int last = FIRST + (nodes.size() - 1) * ROW;
        return new RadiusPicture(
                last + (left > 0 ? 46 : 18),
                Shown.cut(words.provider(), LONGEST_PROVIDER),
                Shown.cut(words.subject(), LONGEST_PROVIDER),
                words.takesAway(),
                last,
                nodes,
                left > 0 ? new Rest(last + 32, "and " + left + " more") : null,
                words.described(radius));
    }

    private static Node node(int y, Role role, BlastRadius radius, RadiusWords words, Instant occurredAt) {
        Ring ring = Ring.of(role, radius, occurredAt);
        return new Node(
                y,
                Shown.cut(Shown.text(role.name()), LONGEST_ROLE),
                Shown.cut(Shown.text(role.name()), LONGEST_WHOLE),
                words.takesAway() && role.lockedOut(),
                ring.label(),
                ring.state());
    }
}
