package io.tamperwatch.benchmark;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Map;

/**
 * What is the same for every contestant.
 *
 * @param accounts their histories are of the same length
 * @param port the first of three successive ones
 */
record Setup(long events, int accounts, int port, Path scratch) {

    /** Where all that is left over goes. */
    static Path makeScratch() throws IOException {
        return Files.createDirectories(Path.of("target", "benchmark"));
    }

    int apiPort() {
        return port + 1;
    }

    int managementPort() {
        return port + 2;
    }

    Setup withoutAccounts() {
        return new Setup(events, 0, port, scratch);
    }

    Map<String, String> environment() {
        return Map.of(
                "AWS_ENDPOINT_URL", "http://127.0.0.1:" + port,
                "AWS_ACCESS_KEY_ID", "AKIAEXAMPLE000000000",
                "AWS_SECRET_ACCESS_KEY", "secret",
                "AWS_REGION", "us-east-1",
                "AWS_DEFAULT_REGION", "us-east-1",
                "AWS_EC2_METADATA_DISABLED", "true");
    }
}
