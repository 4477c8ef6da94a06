package io.tamperwatch.web.pages;

import io.tamperwatch.finding.AuditLog;
import io.tamperwatch.finding.Finding;
import io.tamperwatch.finding.FindingStore;
import io.tamperwatch.finding.HistoryEntry;
import io.tamperwatch.finding.Impact;
import io.tamperwatch.finding.Knowledge;
import io.tamperwatch.finding.Move;
import io.tamperwatch.finding.Moved;
import io.tamperwatch.finding.SessionTrace;
import io.tamperwatch.finding.Status;
import io.tamperwatch.web.pages.FindingView.Told;
import jakarta.inject.Singleton;
import java.time.Clock;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/** One finding: what happened, how bad, and what to do; and the steps of its life. */
@Singleton
class FindingPage {

    private static final int LONGEST_NOTE = 2_000;

    private final FindingStore store;
    private final FindingViews views;
    private final Shells shells;
    private final Answers answers;
    private final Clock clock;

    FindingPage(FindingStore store, FindingViews views, Shells shells, Answers answers, Clock clock) {
        this.store = store;
        this.views = views;
        this.shells = shells;
        this.answers = answers;
        this.clock = clock;
    }

    Reply show(PageRequest request) {
        return find(request.part("id"))
                .map(finding -> show(request, finding, 200, null))
                .orElseGet(() -> unknown(request));
    }

    private Reply show(PageRequest request, Finding finding, int status, @Nullable Told told) {
        String version = Digest.of(request.who(), request.mayAct(), finding.knowing(Knowledge.NONE), learned(finding));
        if (status == 200 && request.has(version)) {
            return new Reply.Same(version);
        }
        FindingView view = views.of(finding, request.mayAct(), told);
        String title = view.sentence().toString();
        return new Reply.Page(
                status, Templates.finding(shells.of(title, request, version), view), status == 200 ? version : null);
    }

    /** What is known beside the record. That it was looked at again is no news. */
    private static List<?> learned(Finding finding) {
        Impact impact = finding.knowledge().impact();
        SessionTrace session = finding.knowledge().session();
        return Arrays.asList(
                impact == null
                        ? null
                        : Arrays.asList(
                                impact.changeWhy(),
                                impact.seenAfter(),
                                impact.certificate(),
                                impact.blastRadius(),
                                impact.limits()),
                session == null
                        ? null
                        : Arrays.asList(session.result(), session.links(), session.activity(), session.why()));
    }

    /** No event's id is long or holds control characters, and not every store takes those. */
    private Optional<Finding> find(String id) {
        return isPlain(id) ? store.find(id) : Optional.empty();
    }

    private static boolean isPlain(String id) {
        return id.length() <= 200 && id.chars().noneMatch(Character::isISOControl);
    }

    private Reply unknown(PageRequest request) {
        return answers.notFound(request, "There is no such finding");
    }

    /** Takes a step, if nothing has happened to the finding since the form was made. */
    Reply move(PageRequest request) {
        String id = request.part("id");
        Move move = move(request.part("move")).orElse(null);
        if (move == null || !isPlain(id)) {
            return unknown(request);
        }
        String note = request.field("note").strip().replace("\r\n", "\n");
        if (!isProse(note)) {
            return told(
                    request,
                    id,
                    400,
                    new Told(
                            "The note was not taken",
                            "At most 2,000 characters, and no control characters but line breaks. Nothing was"
                                    + " changed."));
        }
        HistoryEntry entry =
                new HistoryEntry(clock.instant(), move.done(), request.who(), note.isEmpty() ? null : note);
        String seen = request.field("version");
        Moved moved =
                store.move(id, move, entry, finding -> Life.version(finding).equals(seen));
        AuditLog.move(id, move, entry, moved, request.address());
        return answer(request, id, move, moved);
    }

    private Reply answer(PageRequest request, String id, Move move, Moved moved) {
        return switch (moved) {
            case Moved.Done done -> new Reply.SeeOther(back(request, id));
            case Moved.AlreadyThere already -> new Reply.SeeOther(back(request, id));
            case Moved.Stale stale -> quicker(request, id);
            case Moved.Illegal illegal -> told(request, id, 409, illegal(move, illegal.from()));
            case Moved.Unknown unknown -> unknown(request);
        };
    }

    /** To the list where the form stood on the list, else to the finding. */
    private static String back(PageRequest request, String id) {
        String list = request.field("list");
        boolean isList = list.equals("/findings") || list.startsWith("/findings?");
        return isList && list.chars().noneMatch(Character::isISOControl) ? list : FindingsView.href(id);
    }

    private Reply quicker(PageRequest request, String id) {
        return find(id).map(finding -> show(request, finding, 412, quicker(Life.of(finding, clock.instant()))))
                .orElseGet(() -> unknown(request));
    }

    private static Told quicker(Life life) {
        String what = life.who() == null || life.at() == null
                ? "The finding has changed since you loaded it."
                : life.who() + " " + life.did() + " it " + life.at().ago() + ".";
        return new Told("Somebody was quicker", what + " Your step was not taken. This is how the finding stands now.");
    }

    private Reply told(PageRequest request, String id, int status, Told told) {
        return find(id).map(finding -> show(request, finding, status, told)).orElseGet(() -> unknown(request));
    }

    private static Told illegal(Move move, Status from) {
        return new Told(
                "That step cannot be taken",
                "A finding that is " + from.label() + " cannot be " + move.done() + ". Nothing was changed.");
    }

    private static Optional<Move> move(String label) {
        return Stream.of(Move.ACKNOWLEDGE, Move.RESOLVE, Move.REOPEN)
                .filter(move -> move.label().equals(label))
                .findFirst();
    }

    private static boolean isProse(String note) {
        return note.length() <= LONGEST_NOTE
                && note.chars().noneMatch(c -> Character.isISOControl(c) && c != '\n' && c != '\t');
    }
}
