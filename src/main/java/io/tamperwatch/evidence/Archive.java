package io.tamperwatch.evidence;

import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.time.LocalDateTime;
import java.util.Comparator;
import java.util.List;
import java.util.zip.ZipEntry;
import java.util.zip.ZipOutputStream;

/** A ZIP that says nothing but its files: ordered by path, each dated the first day a ZIP can name. */
final class Archive {

    private static final LocalDateTime NO_DATE = LocalDateTime.of(1980, 1, 1, 0, 0);

    private Archive() {}

    static byte[] of(List<Piece> pieces) {
        ByteArrayOutputStream bytes = new ByteArrayOutputStream();
        try (ZipOutputStream zip = new ZipOutputStream(bytes)) {
            for (Piece piece :
                    pieces.stream().sorted(Comparator.comparing(Piece::path)).toList()) {
                ZipEntry entry = new ZipEntry(piece.path());
                entry.setTimeLocal(NO_DATE);
                zip.putNextEntry(entry);
                zip.write(piece.content());
                zip.closeEntry();
            }
        } catch (IOException e) {
            throw new UncheckedIOException("memory takes what is written to it", e);
        }
        return bytes.toByteArray();
    }
}
