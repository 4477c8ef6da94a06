package io.tamperwatch.store;

import io.tamperwatch.finding.Aspect;
import io.tamperwatch.finding.Finding;
import java.sql.Connection;
import java.sql.SQLException;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import java.util.function.UnaryOperator;
import org.jspecify.annotations.Nullable;

/** One lesson about one stored finding, in one transaction behind the write lock. */
final class Learning {

    private final Connection connection;
    private final Dictionary.Additions words;
    private final Aspect aspect;
    private final @Nullable Instant againAt;
    private final Notices notices;
    private @Nullable Finding learned;

    Learning(Connection connection, Dictionary dictionary, Aspect aspect, @Nullable Instant againAt, Notices notices) {
        this.connection = connection;
        this.notices = notices;
        this.words = dictionary.additions(connection);
        this.aspect = aspect;
        this.againAt = againAt;
    }

    /** The finding and its number, as they are stored. */
    Learning apply(long number, Finding stored, UnaryOperator<Finding> lesson) throws SQLException {
        Finding taught = lesson.apply(stored);
        if (!taught.equals(allowed(stored, taught))) {
            throw new IllegalArgumentException("a lesson may not change what a record says, nor a finding's status");
        }
        Lessons lessons = new Lessons(connection);
        lessons.keep(number, taught, aspect, againAt);
        if (aspect == Aspect.IMPACT && stored.knowledge().impact() == null && isSettled(taught)) {
            lessons.hurry(number, stored);
        }
        if (!taught.equals(stored)) {
            lessons.await(List.of(new Lessons.Awaited(number, taught)));
            new Judgement(connection, words).replace(number, stored, taught);
            learned = taught;
            if (taught.history().size() > stored.history().size()) {
                notices.changed(number, taught);
                notices.write(connection);
            }
        }
        words.send();
        return this;
    }

    /** Its impact is known, or will never be. */
    private boolean isSettled(Finding taught) {
        return taught.knowledge().impact() != null || againAt == null;
    }

    /** What the lesson has said, as far as it may say it. */
    private static Finding allowed(Finding stored, Finding taught) {
        return stored.assessed(taught.severity(), taught.signals(), taught.scenarios(), taught.history())
                .changing(taught.change())
                .knowing(taught.knowledge());
    }

    /** To be called once the transaction is committed: the finding as it is now, when it has changed. */
    Optional<Finding> committed() {
        words.committed();
        return Optional.ofNullable(learned);
    }
}
