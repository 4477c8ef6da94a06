package io.tamperwatch.benchmark;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;

/**
 * How fast the product is there, and what it holds when it has nothing to do.
 *
 * @param firstAnswer from the process's start to the first answer of the API that needed the store
 * @param idleResident memory in bytes after half a minute with polls that find nothing
 */
record Startup(Duration firstAnswer, long idleResident) {

    private static final int STARTS = 7;
    private static final Duration IDLE = Duration.ofSeconds(30);

    /** The median of several starts, each with an empty store; the last is left alone for a while. */
    static Startup of(Product product, Setup setup) throws IOException, InterruptedException {
        Setup empty = setup.withoutAccounts();
        List<Duration> answers = new ArrayList<>();
        long resident = 0;
        for (int i = 1; i <= STARTS; i++) {
            Path directory = Files.createTempDirectory(setup.scratch(), "start");
            try (MeasuredProcess process = MeasuredProcess.start(
                    product.command(empty, directory), setup.environment(), directory.resolve("output.txt"))) {
                while (Product.get(setup.apiPort(), "/api/v1/findings").isEmpty()) {
                    Thread.sleep(1);
                }
                answers.add(process.sinceStart());
                if (i == STARTS) {
                    Thread.sleep(IDLE);
                    resident = process.resident();
                }
            }
        }
        return new Startup(answers.stream().sorted().toList().get(STARTS / 2), resident);
    }
}
