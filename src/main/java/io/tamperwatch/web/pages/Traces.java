package io.tamperwatch.web.pages;

import io.tamperwatch.event.Actor;
import io.tamperwatch.finding.Aspect;
import io.tamperwatch.finding.Finding;
import io.tamperwatch.finding.Outcome;
import io.tamperwatch.finding.SessionTrace;
import io.tamperwatch.web.pages.FindingView.DeedRow;
import io.tamperwatch.web.pages.FindingView.LinkRow;
import io.tamperwatch.web.pages.FindingView.TraceView;
import java.time.Instant;
import java.util.List;
import java.util.Objects;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/** How the session behind a finding began, and what else it did. */
final class Traces {

    private static final int MOST_DEEDS = 40;

    private Traces() {}

    /** Null when there is no session to look for. */
    static @Nullable TraceView of(Finding finding, Instant now) {
        SessionTrace trace = finding.knowledge().session();
        if (trace != null) {
            return view(trace, now);
        }
        return Aspect.SESSION.isAwaitedOf(finding)
                ? new TraceView(
                        "Being looked for",
                        "CloudTrail shows the event that issued these credentials some minutes after the call, and"
                                + " looking for it shares the request budget with everything else. It appears here by"
                                + " itself.",
                        List.of(),
                        null,
                        List.of())
                : null;
    }

    private static TraceView view(SessionTrace trace, Instant now) {
        SessionTrace.Activity activity = trace.activity();
        return new TraceView(
                title(trace.result()),
                Shown.text(trace.why()),
                trace.links().reversed().stream().map(link -> row(link, now)).toList(),
                activity == null ? null : sentence(activity),
                activity == null
                        ? List.of()
                        : activity.deeds().stream()
                                .limit(MOST_DEEDS)
                                .map(deed -> row(deed, now))
                                .toList());
    }

    private static String title(SessionTrace.Result result) {
        return switch (result) {
            case TRACED -> "Traced to its beginning";
            case INCOMPLETE -> "Traced some of the way";
            case NOT_FOUND -> "No event shows how it began";
            case OUT_OF_WINDOW -> "It began before what CloudTrail still shows";
            case DENIED -> "AWS refuses to look events up";
            case FAILED -> "AWS did not answer";
        };
    }

    private static String sentence(SessionTrace.Activity activity) {
        return "With the same access key: %s%d other %s, %d of them refused or failed."
                .formatted(
                        activity.complete() ? "" : "at least ",
                        activity.events(),
                        activity.events() == 1 ? "call" : "calls",
                        activity.failures());
    }

    private static LinkRow row(SessionTrace.Link link, Instant now) {
        return new LinkRow(
                Shown.Time.of(link.occurredAt(), now),
                Shown.text(link.eventName()),
                Shown.text(name(link.caller())),
                Shown.nullable(link.role()),
                Shown.nullable(link.sourceAddress()));
    }

    private static String name(Actor actor) {
        return Stream.of(actor.origins().person(), actor.arn(), actor.name())
                .filter(Objects::nonNull)
                .findFirst()
                .orElse(actor.type());
    }

    private static DeedRow row(SessionTrace.Deed deed, Instant now) {
        return new DeedRow(
                Shown.text(deed.eventName()),
                deed.errorCode() == null ? deed.outcome().label() : Shown.text(deed.errorCode()),
                deed.outcome() != Outcome.SUCCEEDED,
                deed.count(),
                Shown.Time.of(deed.lastAt(), now));
    }
}
