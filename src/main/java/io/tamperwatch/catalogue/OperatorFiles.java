package io.tamperwatch.catalogue;

import io.tamperwatch.setting.InvalidSetting;
import java.io.IOException;
import java.nio.charset.MalformedInputException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import java.util.stream.Stream;

/**
 * Data files of the product's operators, laid out as those that come with it: {@code detections/<id>.yaml} and
 * {@code remedies/<id>.yaml}. Names that begin with a dot are left alone: Kubernetes keeps its own there when it mounts a
 * ConfigMap.
 */
final class OperatorFiles {

    static final String KEY = "tamperwatch.catalogue-dir";

    private static final Set<String> FOLDERS = Set.of("detections", "remedies");

    private OperatorFiles() {}

    /** @throws InvalidSetting when there is no such directory, or something in it that is no data file */
    static List<CatalogueFile> read(String value) {
        Path directory = Path.of(value.strip());
        if (!Files.isDirectory(directory)) {
            throw new InvalidSetting(KEY, value, "a directory with the folders detections and remedies is allowed");
        }
        List<CatalogueFile> files = new ArrayList<>();
        for (Path folder : visible(directory, value)) {
            if (!Files.isDirectory(folder) || !FOLDERS.contains(last(folder))) {
                throw refused(value, folder, "only the folders detections and remedies are allowed there");
            }
            visible(folder, value).forEach(file -> files.add(read(last(folder) + "/" + last(file), file, value)));
        }
        return files;
    }

    private static CatalogueFile read(String name, Path file, String value) {
        if (!Files.isRegularFile(file) || !last(file).endsWith(CatalogueFile.SUFFIX)) {
            throw refused(value, file, "only files whose names end in .yaml are allowed there");
        }
        try {
            return new CatalogueFile(name, file.toString(), Files.readString(file));
        } catch (MalformedInputException e) {
            throw refused(value, file, "text in UTF-8 is required");
        } catch (IOException e) {
            throw refused(value, file, "a file that can be read is required");
        }
    }

    private static List<Path> visible(Path directory, String value) {
        try (Stream<Path> entries = Files.list(directory)) {
            return entries.filter(entry -> !last(entry).startsWith("."))
                    .sorted()
                    .toList();
        } catch (IOException e) {
            throw refused(value, directory, "a directory that can be read is required");
        }
    }

    private static InvalidSetting refused(String value, Path file, String allowed) {
        return new InvalidSetting(KEY, value, file + ": " + allowed);
    }

    private static String last(Path path) {
        return String.valueOf(path.getFileName());
    }
}
