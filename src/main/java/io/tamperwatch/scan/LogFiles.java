package io.tamperwatch.scan;

import java.io.IOException;
import java.nio.file.FileVisitResult;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.nio.file.SimpleFileVisitor;
import java.nio.file.attribute.BasicFileAttributes;
import java.util.List;
import java.util.Locale;
import java.util.Set;
import java.util.TreeMap;
import org.jspecify.annotations.Nullable;

/** The files behind what was given on the command line, each once, in the order of their names. */
final class LogFiles extends SimpleFileVisitor<Path> {

    /** CloudTrail's own neighbours of its log files: hashes of them, and remarks on unusual activity. */
    private static final Set<String> NO_RECORDS = Set.of("CloudTrail-Digest", "CloudTrail-Insight");

    private static final List<String> ENDINGS =
            List.of(".json", ".json.gz", ".ndjson", ".ndjson.gz", ".jsonl", ".jsonl.gz");

    private final Problems problems;
    private final RemoteFiles remote;
    private final TreeMap<String, LogFile> files = new TreeMap<>();
    private long leftOut;

    private LogFiles(RemoteFiles remote, Problems problems) {
        this.remote = remote;
        this.problems = problems;
    }

    /**
     * What there is to read.
     *
     * @param leftOut files in the given directories that are no log files by their names
     */
    record Found(List<LogFile> files, long leftOut) {

        long bytes() {
            return files.stream().mapToLong(LogFile::size).sum();
        }
    }

    /** A file that was given by its own name is read whatever it is called. */
    static Found find(List<String> given, RemoteFiles remote, Problems problems) {
        LogFiles found = new LogFiles(remote, problems);
        for (String name : given) {
            if (name.equals(LogFile.STANDARD_INPUT)) {
                found.files.put(name, new LogFile(name, null, 0));
            } else if (remote.areMeantBy(name)) {
                found.addRemote(name);
            } else {
                found.add(name);
            }
        }
        return new Found(List.copyOf(found.files.values()), found.leftOut);
    }

    private void add(String name) {
        try {
            Path path = Path.of(name);
            if (Files.isDirectory(path)) {
                Files.walkFileTree(path, this);
            } else {
                put(path, Files.readAttributes(path, BasicFileAttributes.class).size());
            }
        } catch (IOException | java.nio.file.InvalidPathException e) {
            problems.add(name, reason(e));
        }
    }

    /** What was listed before the list broke off is read. */
    private void addRemote(String given) {
        try {
            remote.list(given, (name, size) -> {
                if (name.equals(given) || isLog(name)) {
                    files.putIfAbsent(name, new LogFile(name, () -> remote.open(name), size));
                } else {
                    leftOut++;
                }
            });
        } catch (IOException e) {
            problems.add(given, reason(e));
        }
    }

    private static boolean isLog(String name) {
        return hasEnding(name) && NO_RECORDS.stream().noneMatch(other -> name.contains("/" + other + "/"));
    }

    private static boolean hasEnding(String name) {
        return ENDINGS.stream().anyMatch(name.toLowerCase(Locale.ROOT)::endsWith);
    }

    private void put(Path path, long size) {
        files.putIfAbsent(path.normalize().toString(), LogFile.at(path, size));
    }

    @Override
    public FileVisitResult preVisitDirectory(Path directory, BasicFileAttributes attributes) {
        Path name = directory.getFileName();
        boolean skipped = name != null && NO_RECORDS.contains(name.toString());
        return skipped ? FileVisitResult.SKIP_SUBTREE : FileVisitResult.CONTINUE;
    }

    @Override
    public FileVisitResult visitFile(Path file, BasicFileAttributes attributes) throws IOException {
        if (hasEnding(file.getFileName().toString()) && Files.isRegularFile(file)) {
            put(file, attributes.isSymbolicLink() ? Files.size(file) : attributes.size());
        } else {
            leftOut++;
        }
        return FileVisitResult.CONTINUE;
    }

    @Override
    public FileVisitResult visitFileFailed(Path file, IOException problem) {
        problems.add(file.toString(), reason(problem));
        return FileVisitResult.CONTINUE;
    }

    @Override
    public FileVisitResult postVisitDirectory(Path directory, @Nullable IOException problem) {
        if (problem != null) {
            problems.add(directory.toString(), reason(problem));
        }
        return FileVisitResult.CONTINUE;
    }

    /** Java's own messages are often no more than the file's name. */
    static String reason(Exception problem) {
        return switch (problem) {
            case NoSuchFileException _ -> "there is no such file";
            case java.nio.file.AccessDeniedException _ -> "permission denied";
            case java.io.EOFException _ -> "ends in the middle of its compressed data";
            case java.util.zip.ZipException _ -> "its compressed data is damaged";
            default -> {
                String message = problem.getMessage();
                yield message == null ? "cannot be read" : "cannot be read: " + message;
            }
        };
    }
}
