package io.tamperwatch.benchmark;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;

/** Who reads the history. */
sealed interface Contestant permits Contestant.Peer, Contestant.Cron, Product {

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
