package io.tamperwatch.blackbox;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Path;
import java.time.Duration;
import java.util.concurrent.TimeUnit;

/** A process of ours with what it writes. Never outlives the test, nor the JVM the test runs in. */
final class LaunchedProcess implements AutoCloseable {

    private final Process process;
    private final Output out;
    private final Output err;
    private final Thread lastResort;
    private long since = System.nanoTime();

    private LaunchedProcess(Process process, Path output) {
        this.process = process;
        out = Output.of(process.getInputStream(), Path.of(output + ".out"));
        err = Output.of(process.getErrorStream(), Path.of(output + ".err"));
        lastResort = new Thread(process::destroyForcibly);
        Runtime.getRuntime().addShutdownHook(lastResort);
    }

    /** @param output where its output goes, to files with the endings {@code .out} and {@code .err} */
    static LaunchedProcess of(ProcessBuilder builder, Path output) {
        try {
            LaunchedProcess launched = new LaunchedProcess(builder.start(), output);
            launched.process.getOutputStream().close();
            return launched;
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    long pid() {
        return process.pid();
    }

    Output out() {
        return out;
    }

    Output err() {
        return err;
    }

    boolean isAlive() {
        return process.isAlive();
    }

    boolean endsWithin(long time, TimeUnit unit) {
        try {
            return process.waitFor(time, unit);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new IllegalStateException(e);
        }
    }

    /** SIGKILL: it learns nothing of it. */
    Ended kill() {
        since = System.nanoTime();
        process.destroyForcibly();
        return awaited();
    }

    /** SIGTERM: it is asked to end. */
    Ended terminate() {
        since = System.nanoTime();
        process.destroy();
        return awaited();
    }

    private Ended awaited() {
        if (!endsWithin(60, TimeUnit.SECONDS)) {
            throw new AssertionError("process " + pid() + " does not end");
        }
        return ended();
    }

    /** How it ended; it has. */
    Ended ended() {
        Duration took = Duration.ofNanos(System.nanoTime() - since);
        return new Ended(process.exitValue(), out.whole().lines(), err.whole().lines(), took);
    }

    @Override
    public void close() {
        process.destroyForcibly();
        endsWithin(60, TimeUnit.SECONDS);
        Runtime.getRuntime().removeShutdownHook(lastResort);
    }
}
