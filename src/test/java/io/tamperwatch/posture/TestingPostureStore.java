package io.tamperwatch.posture;

import java.time.Instant;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/** Posture in memory. */
public class TestingPostureStore implements PostureStore {

    public final List<PostureState> states = new ArrayList<>();

    @Override
    public synchronized List<Turn> keep(List<Judged> judged) {
        List<Turn> turns = new ArrayList<>();
        for (Judged each : judged) {
            Optional<PostureState> before = states.stream()
                    .filter(state -> state.account().equals(each.account())
                            && state.check().equals(each.check()))
                    .findFirst();
            boolean same = before.map(PostureState::status)
                    .filter(each.verdict().status()::equals)
                    .isPresent();
            PostureState now = each.since(same ? before.orElseThrow().since() : each.at());
            before.ifPresent(states::remove);
            states.add(now);
            if (!same) {
                turns.add(new Turn(now, before.map(PostureState::status).orElse(null)));
            }
        }
        return turns;
    }

    @Override
    public synchronized List<PostureState> states(@Nullable String account) {
        return states.stream()
                .filter(state -> account == null || state.account().equals(account))
                .sorted(Comparator.comparing(PostureState::account).thenComparing(PostureState::check))
                .toList();
    }

    @Override
    public synchronized List<Standing> standings() {
        return states.stream()
                .map(state -> new Standing(state.account(), state.check(), state.status(), state.offenderCount()))
                .toList();
    }

    @Override
    public synchronized Optional<Instant> checkedAt(String account) {
        return states.stream()
                .filter(state -> state.account().equals(account))
                .map(PostureState::checkedAt)
                .max(Comparator.naturalOrder());
    }
}
