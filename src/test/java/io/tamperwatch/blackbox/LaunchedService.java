package io.tamperwatch.blackbox;

import static org.awaitility.Awaitility.await;

import com.fasterxml.jackson.databind.JsonNode;
import java.io.UncheckedIOException;
import java.time.Duration;
import java.util.List;
import java.util.concurrent.Callable;
import java.util.concurrent.TimeUnit;
import java.util.stream.StreamSupport;
import org.awaitility.core.ConditionTimeoutException;

/** The product running as a service in a process of its own. */
final class LaunchedService implements AutoCloseable {

    /** Much longer than anything takes, even on a machine that does much else. */
    static final Duration LONGEST_WAIT = Duration.ofMinutes(2);

    private static final int LAST_LINES = 40;

    private final LaunchedProcess process;
    private final int managementPort;
    private final Api api;
    private final Api management;

    LaunchedService(LaunchedProcess process, int apiPort, int managementPort) {
        this.process = process;
        this.managementPort = managementPort;
        api = Api.on(apiPort);
        management = Api.on(managementPort);
    }

    long pid() {
        return process.pid();
    }

    int managementPort() {
        return managementPort;
    }

    Api api() {
        return api;
    }

    Api management() {
        return management;
    }

    Output out() {
        return process.out();
    }

    Output err() {
        return process.err();
    }

    void awaitStarted() {
        until("started", () -> health("started") == 200);
    }

    void awaitReady() {
        until("ready", this::isReady);
    }

    boolean isReady() {
        return health("ready") == 200;
    }

    /** Waits for something to become true; fails at once when the process ends, and with the end of its log when it never does. */
    void until(String what, Callable<Boolean> happened) {
        try {
            await(what)
                    .atMost(LONGEST_WAIT)
                    .pollDelay(Duration.ZERO)
                    .pollInterval(Duration.ofMillis(50))
                    .failFast(this::assertAlive)
                    .until(happened);
        } catch (ConditionTimeoutException e) {
            throw new AssertionError(
                    "not within %s: %s; its log ends with%n%s".formatted(LONGEST_WAIT, what, logEnd()), e);
        }
    }

    private String logEnd() {
        List<String> lines = out().text().lines().toList();
        return String.join("\n", lines.subList(Math.max(0, lines.size() - LAST_LINES), lines.size()));
    }

    /** Waits for this in the log: what is written after an answer may be read after it. */
    void awaitLogged(String text) {
        until("logged: " + text, () -> out().text().contains(text));
    }

    void assertAlive() {
        if (!process.isAlive()) {
            throw new AssertionError("it has ended: " + process.ended());
        }
    }

    private int health(String kind) {
        try {
            return management.get("/q/health/" + kind).status();
        } catch (UncheckedIOException e) {
            return 0;
        }
    }

    Metrics metrics() {
        Answer answer = management.get("/q/metrics");
        if (answer.status() != 200) {
            throw new AssertionError(answer);
        }
        return Metrics.parse(answer.body());
    }

    /** The one watch there is. */
    JsonNode watch() {
        JsonNode items = api.json("/api/v1/watches").path("items");
        if (items.size() != 1) {
            throw new AssertionError("not one watch: " + items);
        }
        return items.get(0);
    }

    String lastOutcome() {
        return watch().path("lastPoll").path("outcome").asText("");
    }

    double polls(String result) {
        return metrics().sum("tamperwatch_polls_total", "result", result);
    }

    /** Waits until the given number of polls that begin from now on has gone well. */
    void awaitPolls(int more) {
        // the poll under way now may have begun before
        double enough = polls("ok") + more + 1;
        until("polls", () -> polls("ok") >= enough);
    }

    /** Waits until nothing of the past is left to read and polls go well. */
    void awaitComplete() {
        until("complete", () -> {
            JsonNode watch = watch();
            return !watch.path("completeUntil").isNull()
                    && lastOutcome().equals("ok")
                    && StreamSupport.stream(watch.path("readings").spliterator(), false)
                            .allMatch(reading -> reading.path("catchUp").isNull());
        });
    }

    /** Waits until it has ended, whoever ended it. */
    Ended awaitEnd() {
        if (!process.endsWithin(LONGEST_WAIT.toSeconds(), TimeUnit.SECONDS)) {
            throw new AssertionError("process " + pid() + " does not end");
        }
        return process.ended();
    }

    Ended kill() {
        return process.kill();
    }

    Ended terminate() {
        return process.terminate();
    }

    @Override
    public void close() {
        process.close();
    }
}
