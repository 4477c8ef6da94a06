package io.tamperwatch.posture;

import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;

/** Every check there is, in the order they are shown. */
public final class PostureChecks {

    private static final List<PostureCheck> ALL = Stream.of(
                    PasswordChecks.all(),
                    RootChecks.all(),
                    UserChecks.all(),
                    CertificateChecks.all(),
                    TrailChecks.all(),
                    PolicyChecks.all())
            .flatMap(List::stream)
            .toList();

    private PostureChecks() {}

    public static List<PostureCheck> all() {
        return ALL;
    }

    public static Optional<PostureCheck> byId(String id) {
        return ALL.stream().filter(check -> check.id().equals(id)).findFirst();
    }
}
