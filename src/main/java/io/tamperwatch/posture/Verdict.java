package io.tamperwatch.posture;

import java.util.List;

/** What a check says of an account at one time. */
public sealed interface Verdict {

    /** One sentence: what was seen. */
    String evidence();

    Status status();

    /** Nothing is wrong. */
    record Pass(String evidence) implements Verdict {

        @Override
        public Status status() {
            return Status.PASS;
        }
    }

    /** Something is. */
    record Fail(String evidence, List<Offender> offenders) implements Verdict {

        public Fail {
            if (offenders.isEmpty()) {
                throw new IllegalArgumentException("a check that fails names at least one offender");
            }
            offenders = List.copyOf(offenders);
        }

        @Override
        public Status status() {
            return Status.FAIL;
        }
    }

    /**
     * Nobody can say.
     *
     * @param missing the permissions that are lacking; empty when the reason is another
     */
    record Unknown(String evidence, List<String> missing) implements Verdict {

        public Unknown {
            missing = List.copyOf(missing);
        }

        static Unknown refused(String permission) {
            return new Unknown("Not permitted: " + permission + ".", List.of(permission));
        }

        static Unknown because(String reason) {
            return new Unknown("Could not be read: " + reason, List.of());
        }

        @Override
        public Status status() {
            return Status.UNKNOWN;
        }
    }

    /** Fails when there are offenders. */
    static Verdict of(List<Offender> offenders, String failing, String passing) {
        return offenders.isEmpty() ? new Pass(passing) : new Fail(failing, offenders);
    }
}
