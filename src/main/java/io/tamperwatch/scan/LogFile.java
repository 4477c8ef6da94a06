package io.tamperwatch.scan;

import java.io.BufferedInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.concurrent.atomic.LongAdder;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.zip.GZIPInputStream;
import org.jspecify.annotations.Nullable;

/**
 * Something to read records from.
 *
 * @param name what the user calls it
 * @param source null for standard input
 * @param size in bytes, as it is stored; 0 when not known
 */
record LogFile(String name, @Nullable Source source, long size) {

    /** Where its bytes come from. */
    @FunctionalInterface
    interface Source {

        InputStream open() throws IOException;
    }

    /** One on this machine. */
    static LogFile at(Path path, long size) {
        return new LogFile(path.toString(), () -> Files.newInputStream(path), size);
    }

    /** How standard input is called on the command line. */
    static final String STANDARD_INPUT = "-";

    private static final int BUFFER = 1 << 16;
    private static final Pattern OF_ACCOUNT = Pattern.compile("(?:^|[/_])(\\d{12})[/_]CloudTrail");

    /** Its text, inflated when it is compressed, whatever its name says. */
    InputStream open(InputStream standardInput, LongAdder bytesRead) throws IOException {
        InputStream stored = new CountedInput(source == null ? standardInput : source.open(), bytesRead);
        BufferedInputStream beginning = new BufferedInputStream(stored, BUFFER);
        try {
            beginning.mark(2);
            boolean compressed = beginning.read() == 0x1f && beginning.read() == 0x8b;
            beginning.reset();
            return compressed ? new GZIPInputStream(beginning, BUFFER) : beginning;
        } catch (IOException e) {
            beginning.close();
            throw e;
        }
    }

    /** The account in the names that CloudTrail gives its files and their directories; null when there is none. */
    @Nullable
    String account() {
        Matcher named = OF_ACCOUNT.matcher(name);
        String account = null;
        while (named.find()) {
            account = named.group(1);
        }
        return account;
    }
}
