package io.tamperwatch.benchmark;

import java.io.File;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;

/** Who reads the history. */
sealed interface Contestant permits Contestant.Peer, Contestant.Bare, Contestant.Cron, Product {

    String title();

    List<String> command(Setup setup, Path directory);

    /** Events stored so far, each counted once; 0 while it cannot say. */
    long stored(Setup setup, Path output);

    static void skipped(String what) {
        System.err.println("*".repeat(100) + "\n*** SKIPPED: " + what + "\n" + "*".repeat(100));
    }

    /** The usual poller, in Python. */
    record Peer(String python, Path script) implements Contestant {

        @Override
        public String title() {
            return "boto3 + SQLite";
        }

        @Override
        public List<String> command(Setup setup, Path directory) {
            return List.of(
                    python,
                    script.toString(),
                    directory.resolve("events.db").toString(),
                    String.valueOf(ReplayServer.FIRST_ACCOUNT),
                    String.valueOf(setup.accounts()));
        }

        @Override
        public long stored(Setup setup, Path output) {
            return largestNumber(output);
        }
    }

    /**
     * The usual poller once more, in Java.
     *
     * @param java the command of the JVM
     * @param options of the JVM
     * @param libraries the packaged product's
     */
    record Bare(String java, List<String> options, Path libraries) implements Contestant {

        static Bare of(Options options) {
            return new Bare(
                    Path.of(System.getProperty("java.home"), "bin", "java").toString(),
                    List.of(options.text("jvm").split(" ")),
                    Path.of(options.text("jar")).resolveSibling("lib").resolve("main"));
        }

        @Override
        public String title() {
            return "AWS SDK for Java + SQLite";
        }

        @Override
        public List<String> command(Setup setup, Path directory) {
            List<String> command = new ArrayList<>(List.of(java));
            command.addAll(options);
            command.addAll(List.of(
                    "--enable-native-access=ALL-UNNAMED",
                    "-cp",
                    "target/test-classes" + File.pathSeparator + libraries.resolve("*"),
                    BarePoller.class.getName(),
                    directory.resolve("events.db").toString(),
                    String.valueOf(ReplayServer.FIRST_ACCOUNT),
                    String.valueOf(setup.accounts())));
            return command;
        }

        @Override
        public long stored(Setup setup, Path output) {
            return largestNumber(output);
        }
    }

    /** The usual cron job, in shell. */
    record Cron(Path script) implements Contestant {

        @Override
        public String title() {
            return "aws cloudtrail lookup-events";
        }

        @Override
        public List<String> command(Setup setup, Path directory) {
            return List.of(
                    script.toString(),
                    directory.toString(),
                    String.valueOf(ReplayServer.FIRST_ACCOUNT),
                    String.valueOf(setup.accounts()));
        }

        @Override
        public long stored(Setup setup, Path output) {
            return largestNumber(output);
        }
    }

    /** What a program has said last of how far it is; errors may stand between. */
    private static long largestNumber(Path output) {
        try {
            return Files.readString(output)
                    .lines()
                    .filter(line -> line.matches("\\d+"))
                    .mapToLong(Long::parseLong)
                    .max()
                    .orElse(0);
        } catch (IOException e) {
            return 0;
        }
    }
}
