package io.tamperwatch.store;

import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.channels.FileChannel;
import java.nio.channels.FileLock;
import java.nio.channels.OverlappingFileLockException;
import java.nio.charset.StandardCharsets;
import java.nio.file.AccessDeniedException;
import java.nio.file.FileSystemException;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.nio.file.attribute.BasicFileAttributes;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/**
 * The directory of the embedded store. One process at a time may use it, which a lock on a file of its own says; the
 * kernel releases the lock when the process ends, however it ends.
 */
final class DataDirectory {

    private final Path directory;
    private @Nullable FileChannel lockFile;
    private @Nullable Object fileKey;

    DataDirectory(Path directory) {
        this.directory = directory;
    }

    Path database() {
        return directory.resolve("tamperwatch.db");
    }

    private Path lockPath() {
        return directory.resolve("tamperwatch.lock");
    }

    /**
     * Takes the directory, or keeps it when it is already taken.
     *
     * @return who holds it instead; empty when this process does
     * @throws IOException when the directory cannot be used at all
     */
    synchronized Optional<String> take() throws IOException {
        if (lockFile != null) {
            return Optional.empty();
        }
        try {
            Files.createDirectories(directory);
            return lock(FileChannel.open(
                    lockPath(), StandardOpenOption.CREATE, StandardOpenOption.READ, StandardOpenOption.WRITE));
        } catch (FileSystemException e) {
            throw new IOException(explain(e), e);
        }
    }

    private Optional<String> lock(FileChannel channel) throws IOException {
        boolean mine = false;
        try {
            FileLock lock = channel.tryLock();
            mine = lock != null;
            return mine ? mark(channel) : Optional.of(holder(channel));
        } catch (OverlappingFileLockException e) {
            return Optional.of("this very process");
        } finally {
            if (!mine) {
                channel.close();
            }
        }
    }

    /** Leaves the process id for whoever finds the lock taken; a full disk does not stop us here. */
    private Optional<String> mark(FileChannel channel) {
        lockFile = channel;
        try {
            String pid = ProcessHandle.current().pid() + "\n";
            channel.truncate(0).write(ByteBuffer.wrap(pid.getBytes(StandardCharsets.US_ASCII)), 0);
        } catch (IOException e) {
            // only the hint is missing
        }
        return Optional.empty();
    }

    private static String holder(FileChannel channel) throws IOException {
        ByteBuffer content = ByteBuffer.allocate(20);
        channel.read(content, 0);
        String pid = new String(content.array(), 0, content.position(), StandardCharsets.US_ASCII).strip();
        return pid.matches("\\d+") ? "process " + pid : "another process";
    }

    /** Remembers which file the connections are about to open. */
    synchronized void forgetDatabase() {
        fileKey = null;
    }

    /**
     * Fails when the database file is no longer the one that was opened: SQLite would go on writing into a file that has
     * no name any more.
     */
    synchronized void checkDatabase() throws IOException {
        Object now;
        try {
            now = Files.readAttributes(database(), BasicFileAttributes.class).fileKey();
        } catch (NoSuchFileException e) {
            throw new IOException(database() + " has been deleted; the next attempt begins a new one", e);
        }
        if (fileKey != null && !fileKey.equals(now)) {
            throw new IOException(database() + " has been replaced; the next attempt opens the new one");
        }
        fileKey = now;
    }

    private String explain(FileSystemException e) {
        if (e instanceof AccessDeniedException) {
            return "no permission to write to " + directory;
        }
        String reason = e.getReason() == null ? e.getClass().getSimpleName() : e.getReason();
        return "cannot use %s: %s".formatted(e.getFile(), reason);
    }

    synchronized void release() {
        FileChannel held = lockFile;
        lockFile = null;
        if (held == null) {
            return;
        }
        try {
            held.close();
        } catch (IOException e) {
            // the kernel releases the lock with the process
        }
    }
}
