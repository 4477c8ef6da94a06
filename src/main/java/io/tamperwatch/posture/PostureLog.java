package io.tamperwatch.posture;

import io.tamperwatch.posture.PostureStore.Turn;
import java.util.List;
import org.jboss.logging.Logger;

/** Tells the log when a check has come to stand otherwise. Names of offenders stay out of it. */
final class PostureLog {

    private static final Logger LOG = Logger.getLogger(PostureLog.class);

    private PostureLog() {}

    static void tell(List<Turn> turns) {
        for (Turn turn : turns) {
            PostureState now = turn.now();
            String before = turn.before() == null ? "none" : turn.before().label();
            switch (now.status()) {
                case FAIL ->
                    LOG.warnf(
                            "posture check fails check=%s account=%s before=%s offenders=%d",
                            now.check(), now.account(), before, now.offenderCount());
                case UNKNOWN ->
                    LOG.infof(
                            "posture check cannot say check=%s account=%s before=%s missing=%s",
                            now.check(), now.account(), before, String.join(",", now.missing()));
                case PASS -> {
                    if (turn.before() != null) {
                        LOG.infof(
                                "posture check passes check=%s account=%s before=%s",
                                now.check(), now.account(), before);
                    }
                }
            }
        }
    }
}
