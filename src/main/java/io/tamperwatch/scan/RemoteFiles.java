package io.tamperwatch.scan;

import java.io.IOException;
import java.io.InputStream;
import java.util.function.ObjLongConsumer;

/** Files that are elsewhere. What goes wrong is told in an exception's message, as the rest of a line about the file. */
public interface RemoteFiles {

    /** Whether a name that was given means one of these, or many. */
    boolean areMeantBy(String given);

    /** Tells the name and the size in bytes of each file that is meant. */
    void list(String given, ObjLongConsumer<String> each) throws IOException;

    /** A file's bytes, by a name that was told. */
    InputStream open(String name) throws IOException;

    /** None, whatever is given. */
    RemoteFiles NONE = new RemoteFiles() {
        @Override
        public boolean areMeantBy(String given) {
            return false;
        }

        @Override
        public void list(String given, ObjLongConsumer<String> each) {}

        @Override
        public InputStream open(String name) throws IOException {
            throw new IOException("not there");
        }
    };
}
