package io.tamperwatch.benchmark;

import java.io.File;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.concurrent.TimeUnit;

/** A process and what the kernel says of it. Ends with this object. */
final class MeasuredProcess implements AutoCloseable {

    /** Linux counts processor time for user space in these, whatever the kernel's own clock. */
    private static final Duration TICK = Duration.ofMillis(10);

    private final Process process;
    private final long startedAt;

    private MeasuredProcess(Process process, long startedAt) {
        this.process = process;
        this.startedAt = startedAt;
        // whoever stops the benchmark stops what it started
        Runtime.getRuntime().addShutdownHook(new Thread(this::close));
    }

    /** Starts a command; its standard output goes into a file. Its standard input stays open. */
    static MeasuredProcess start(List<String> command, Map<String, String> environment, Path output) {
        ProcessBuilder builder = new ProcessBuilder(command)
                .redirectErrorStream(true)
                .redirectOutput(output.toFile())
                .directory(new File("."));
        builder.environment().putAll(environment);
        try {
            long now = System.nanoTime();
            return new MeasuredProcess(builder.start(), now);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    Duration sinceStart() {
        return Duration.ofNanos(System.nanoTime() - startedAt);
    }

    boolean isAlive() {
        return process.isAlive();
    }

    /** User and system time of all its threads, and of the processes it has started and waited for. */
    Duration cpu() {
        String stat = read("stat");
        String[] fields = stat.substring(stat.lastIndexOf(')') + 2).split(" ");
        return TICK.multipliedBy(
                Arrays.stream(fields, 11, 15).mapToLong(Long::parseLong).sum());
    }

    /** Resident memory in bytes. */
    long resident() {
        return memory("VmRSS:");
    }

    /** The most resident memory so far in bytes. */
    long peakResident() {
        return memory("VmHWM:");
    }

    /** Resident memory that is not backed by a file, in bytes. */
    long anonymous() {
        return memory("RssAnon:");
    }

    int threads() {
        return read("status")
                .lines()
                .filter(line -> line.startsWith("Threads:"))
                .mapToInt(line -> Integer.parseInt(line.replaceAll("\\D", "")))
                .findFirst()
                .orElse(0);
    }

    private long memory(String name) {
        return read("status")
                .lines()
                .filter(line -> line.startsWith(name))
                .mapToLong(line -> 1024 * Long.parseLong(line.replaceAll("\\D", "")))
                .findFirst()
                .orElse(0);
    }

    private String read(String file) {
        try {
            return Files.readString(Path.of("/proc", String.valueOf(process.pid()), file));
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    @Override
    public void close() {
        process.destroy();
        try {
            if (!process.waitFor(20, TimeUnit.SECONDS)) {
                process.destroyForcibly().waitFor();
            }
        } catch (InterruptedException e) {
            process.destroyForcibly();
            Thread.currentThread().interrupt();
        }
    }
}
