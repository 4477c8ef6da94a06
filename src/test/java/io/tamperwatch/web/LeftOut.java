package io.tamperwatch.web;

/** What does not run behind the API over fakes: everything that would begin to work by itself. */
final class LeftOut {

    static final String KEY = "quarkus.arc.exclude-types";

    /** The last one is left out of the product as well, and has to be named again. */
    static final String TYPES = String.join(
            ",",
            "io.tamperwatch.watch.WatchLoop",
            "io.tamperwatch.queue.Queues",
            "io.tamperwatch.posture.PostureLoop",
            "io.tamperwatch.rights.RightsLoop",
            "io.quarkus.qute.runtime.EngineProducer");

    private LeftOut() {}
}
