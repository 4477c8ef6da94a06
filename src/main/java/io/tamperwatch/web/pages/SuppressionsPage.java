package io.tamperwatch.web.pages;

import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.tamperwatch.catalogue.Catalogue;
import io.tamperwatch.finding.Suppression;
import io.tamperwatch.finding.Suppressions;
import io.tamperwatch.web.InvalidRequest;
import io.tamperwatch.web.NewSuppression;
import io.tamperwatch.web.pages.SuppressionsView.Choice;
import io.tamperwatch.web.pages.SuppressionsView.Draft;
import io.tamperwatch.web.pages.SuppressionsView.Row;
import jakarta.inject.Singleton;
import java.time.Clock;
import java.time.Instant;
import java.util.List;
import java.util.Objects;
import org.jspecify.annotations.Nullable;

/** What is expected for a while: all there ever was, a form for more, and a way to end one. */
@Singleton
class SuppressionsPage {

    private static final List<String> FIELDS = List.of("actor", "target", "detection", "account", "reason");

    /** More, in force or over, would make the page heavy. */
    private static final int MOST = 40;

    private final Suppressions suppressions;
    private final Catalogue catalogue;
    private final Shells shells;
    private final ObjectMapper json;
    private final Clock clock;

    SuppressionsPage(Suppressions suppressions, Catalogue catalogue, Shells shells, ObjectMapper json, Clock clock) {
        this.suppressions = suppressions;
        this.catalogue = catalogue;
        this.shells = shells;
        this.json = json;
        this.clock = clock;
    }

    /** With a form in which the address has filled in what it names. */
    Reply show(PageRequest request) {
        return page(request, 200, draft(request, false), List.of());
    }

    Reply begin(PageRequest request) {
        try {
            Suppression suppression =
                    NewSuppression.read(body(request), json, catalogue, request.who(), clock.instant());
            suppressions.begin(suppression, request.address());
            return new Reply.SeeOther("/suppressions");
        } catch (InvalidRequest refused) {
            return page(request, 400, draft(request, true), refused.sentences());
        }
    }

    Reply end(PageRequest request) {
        String id = request.part("id");
        boolean plain = id.length() <= 200 && id.chars().noneMatch(Character::isISOControl);
        if (plain) {
            var _ = suppressions.end(id, request.who(), request.address());
        }
        return new Reply.SeeOther("/suppressions");
    }

    private String body(PageRequest request) {
        ObjectNode body = json.createObjectNode();
        FIELDS.forEach(name -> body.put(name, request.field(name).strip()));
        return body.put("expiresAt", withZone(request.field("expiresAt").strip()))
                .toString();
    }

    /** Browsers send {@code 2026-01-31T09:00}, which the form says is in UTC. */
    private static String withZone(String time) {
        if (!time.matches("\\d{4}-\\d\\d-\\d\\dT\\d\\d:\\d\\d(:\\d\\d)?")) {
            return time;
        }
        return (time.length() == 16 ? time + ":00" : time) + "Z";
    }

    private static Draft draft(PageRequest request, boolean sent) {
        var query = request.query();
        boolean named = FIELDS.stream().anyMatch(query::containsKey);
        return new Draft(
                given(request, sent, "actor"),
                given(request, sent, "target"),
                given(request, sent, "detection"),
                given(request, sent, "account"),
                given(request, sent, "reason"),
                given(request, sent, "expiresAt"),
                sent || named);
    }

    private static String given(PageRequest request, boolean sent, String name) {
        return sent
                ? request.field(name)
                : Objects.requireNonNullElse(request.query().getFirst(name), "");
    }

    private Reply page(PageRequest request, int status, Draft draft, List<String> refused) {
        Instant now = clock.instant();
        List<Suppression> all = suppressions.all();
        SuppressionsView view = new SuppressionsView(
                rows(all, true, now),
                rows(all, false, now),
                more(all, now),
                draft,
                catalogue.detections().stream()
                        .filter(detection -> !detection.context())
                        .map(detection -> Choice.of(detection, draft.detection()))
                        .toList(),
                refused);
        return new Reply.Page(status, Templates.suppressions(shells.of("Suppressions", request), view), null);
    }

    private List<Row> rows(List<Suppression> all, boolean active, Instant now) {
        return all.stream()
                .filter(suppression -> suppression.isActive(now) == active)
                .limit(MOST)
                .map(suppression -> SuppressionsView.row(suppression, state(suppression, now), now))
                .toList();
    }

    private static @Nullable String more(List<Suppression> all, Instant now) {
        long active = all.stream().filter(one -> one.isActive(now)).count();
        long left = Math.max(0, active - MOST) + Math.max(0, all.size() - active - MOST);
        return left == 0 ? null : left + " more; GET /api/v1/suppressions names them all";
    }

    private String state(Suppression suppression, Instant now) {
        if (suppression.endedAt() != null) {
            return "ended";
        }
        if (!suppression.isActive(now)) {
            return "expired";
        }
        return suppressions.expiresSoon(suppression) ? "expiring" : "active";
    }
}
