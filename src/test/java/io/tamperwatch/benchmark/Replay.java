package io.tamperwatch.benchmark;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;

/** The {@link ReplayServer} in a process of its own. Ends with this object. */
final class Replay implements AutoCloseable {

    private final MeasuredProcess process;
    private final int port;

    private Replay(MeasuredProcess process, int port) {
        this.process = process;
        this.port = port;
    }

    /**
     * Starts the server and waits until it answers.
     *
     * @param options the server's own, port and accounts apart
     */
    static Replay start(Setup setup, String... options) throws IOException, InterruptedException {
        Path output = setup.scratch().resolve("replay.txt");
        List<String> command = new ArrayList<>(List.of(
                Path.of(System.getProperty("java.home"), "bin", "java").toString(),
                "-XX:+UseSerialGC",
                "-Xmx256m",
                "-cp",
                System.getProperty("java.class.path"),
                ReplayServer.class.getName(),
                "port=" + setup.port(),
                "accounts=" + setup.accounts()));
        command.addAll(List.of(options));
        MeasuredProcess process = MeasuredProcess.start(command, Map.of(), output);
        while (!Files.readString(output).startsWith("ready")) {
            if (!process.isAlive()) {
                throw new IllegalStateException("no replay server: " + Files.readString(output));
            }
            Thread.sleep(50);
        }
        return new Replay(process, setup.port());
    }

    Duration cpu() {
        return process.cpu();
    }

    /** Everything it was asked so far. */
    Ledger ledger() {
        return Ledger.read(Product.get(port, "/ledger"));
    }

    @Override
    public void close() {
        process.close();
    }
}
