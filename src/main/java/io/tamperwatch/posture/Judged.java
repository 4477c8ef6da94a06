package io.tamperwatch.posture;

import java.time.Instant;
import java.util.Comparator;
import java.util.List;

/** What a check has just said of an account. */
public record Judged(String account, String check, Instant at, Verdict verdict) {

    /** As it is kept, standing so since the given time. */
    public PostureState since(Instant since) {
        return switch (verdict) {
            case Verdict.Pass pass -> state(since, List.of(), List.of());
            case Verdict.Fail fail -> state(since, fail.offenders(), List.of());
            case Verdict.Unknown unknown -> state(since, List.of(), unknown.missing());
        };
    }

    private PostureState state(Instant since, List<Offender> offenders, List<String> missing) {
        List<Offender> first = offenders.stream()
                .sorted(Comparator.comparing(Offender::name).thenComparing(Offender::why))
                .limit(PostureState.MOST_OFFENDERS)
                .toList();
        return new PostureState(
                account, check, verdict.status(), since, at, verdict.evidence(), first, offenders.size(), missing);
    }
}
