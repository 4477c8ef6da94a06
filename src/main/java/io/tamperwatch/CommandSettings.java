package io.tamperwatch;

import io.smallrye.config.PropertiesConfigSource;
import io.smallrye.config.SmallRyeConfig;
import io.smallrye.config.SmallRyeConfigBuilder;
import io.tamperwatch.setting.InvalidSetting;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Optional;

/**
 * The settings of a command, which runs without the service: from system properties, the environment, and the same files
 * the service reads.
 */
record CommandSettings(SmallRyeConfig config) {

    /** Ordinals as Quarkus gives them. */
    private static final int BESIDE_THE_WORKING_DIRECTORY = 260;

    private static final int ELSEWHERE = 100;
    private static final String LOCATIONS = "smallrye.config.locations";

    /** @throws InvalidSetting when a file of settings cannot be read */
    static CommandSettings read(Path workingDirectory) {
        SmallRyeConfigBuilder builder = new SmallRyeConfigBuilder()
                .addSystemSources()
                .addDefaultInterceptors()
                .withProfile("prod");
        add(builder, workingDirectory.resolve("config/application.properties"), BESIDE_THE_WORKING_DIRECTORY);
        String locations = new SmallRyeConfigBuilder()
                .addSystemSources()
                .build()
                .getOptionalValue(LOCATIONS, String.class)
                .orElse("");
        for (String location : locations.split(",", -1)) {
            if (!location.isBlank()) {
                add(builder, workingDirectory.resolve(location.strip()), ELSEWHERE);
            }
        }
        return new CommandSettings(builder.build());
    }

    private static void add(SmallRyeConfigBuilder builder, Path file, int ordinal) {
        if (!Files.isRegularFile(file)) {
            return;
        }
        try {
            builder.withSources(new PropertiesConfigSource(file.toUri().toURL(), ordinal));
        } catch (IOException e) {
            throw new InvalidSetting(LOCATIONS, file.toString(), "the file cannot be read");
        }
    }

    Optional<String> value(String key) {
        return config.getOptionalValue(key, String.class);
    }
}
