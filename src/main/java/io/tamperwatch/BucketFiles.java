package io.tamperwatch;

import io.tamperwatch.aws.S3Address;
import io.tamperwatch.aws.S3Objects;
import io.tamperwatch.scan.RemoteFiles;
import java.io.IOException;
import java.io.InputStream;
import java.util.function.ObjLongConsumer;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;

/** The objects of buckets as files to scan; S3 is not thought of before one is asked for. */
final class BucketFiles implements RemoteFiles, AutoCloseable {

    private final Supplier<S3Objects> make;
    private @Nullable S3Objects made;

    BucketFiles(Supplier<S3Objects> make) {
        this.make = make;
    }

    @Override
    public boolean areMeantBy(String given) {
        return S3Address.isMeantBy(given);
    }

    @Override
    public void list(String given, ObjLongConsumer<String> each) throws IOException {
        S3Address address;
        try {
            address = S3Address.of(given);
        } catch (IllegalArgumentException e) {
            throw new IOException(e.getMessage(), e);
        }
        objects().list(address, (object, size) -> each.accept(object.toString(), size));
    }

    @Override
    public InputStream open(String name) throws IOException {
        return objects().open(S3Address.of(name));
    }

    private synchronized S3Objects objects() {
        S3Objects known = made;
        if (known == null) {
            known = make.get();
            made = known;
        }
        return known;
    }

    @Override
    public synchronized void close() {
        if (made != null) {
            made.close();
        }
    }
}
