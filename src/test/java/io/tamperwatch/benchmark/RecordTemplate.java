package io.tamperwatch.benchmark;

import static java.nio.charset.StandardCharsets.US_ASCII;

import java.time.LocalDateTime;
import java.time.ZoneOffset;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * One event of a LookupEvents answer, rendered ahead except for a few slots of fixed width, so that writing it costs
 * little more than copying it.
 */
final class RecordTemplate {

    private static final Pattern SLOT = Pattern.compile("\\{(id|request|time|seconds|number|certificate)}");
    private static final byte[] HEX = "0123456789abcdef".getBytes(US_ASCII);

    private enum Kind {
        ID(36),
        REQUEST(36),
        TIME(20),
        SECONDS(10),
        NUMBER(3),
        CERTIFICATE(32);

        private final int width;

        Kind(int width) {
            this.width = width;
        }
    }

    private record Slot(Kind kind, int at) {}

    private final byte[] text;
    private final List<Slot> slots = new ArrayList<>();

    /**
     * @param event JSON text with slots: {@code {id}}, {@code {request}}, {@code {time}} (ISO), {@code {seconds}} (since
     *     1970), {@code {number}} (100 to 199), {@code {certificate}}
     */
    RecordTemplate(String event) {
        StringBuilder rendered = new StringBuilder();
        Matcher slot = SLOT.matcher(event);
        int done = 0;
        while (slot.find()) {
            rendered.append(event, done, slot.start());
            Kind kind = Kind.valueOf(slot.group(1).toUpperCase(Locale.ROOT));
            slots.add(new Slot(kind, rendered.length()));
            rendered.append("-".repeat(kind.width));
            done = slot.end();
        }
        text = rendered.append(event.substring(done)).toString().getBytes(US_ASCII);
    }

    int length() {
        return text.length;
    }

    /**
     * Writes the event.
     *
     * @param identity decides every other slot; equal ones make equal events
     * @return the position behind it
     */
    int write(byte[] to, int at, long identity, long epochSecond) {
        System.arraycopy(text, 0, to, at, text.length);
        for (Slot slot : slots) {
            fill(to, at + slot.at(), slot.kind(), identity, epochSecond);
        }
        return at + text.length;
    }

    private static void fill(byte[] to, int at, Kind kind, long identity, long epochSecond) {
        switch (kind) {
            case ID -> uuid(to, at, identity);
            case REQUEST -> uuid(to, at, ~identity);
            case CERTIFICATE -> hex(to, hex(to, at, mixed(identity + 5), 64), mixed(identity + 7), 64);
            case NUMBER -> decimal(to, at, 3, 100 + Math.floorMod(mixed(identity), 100L));
            case SECONDS -> decimal(to, at, 10, epochSecond);
            case TIME -> time(to, at, epochSecond);
        }
    }

    /** The id of the event that is written with this identity. */
    static String uuid(long identity) {
        byte[] id = new byte[Kind.ID.width];
        uuid(id, 0, identity);
        return new String(id, US_ASCII);
    }

    private static void uuid(byte[] to, int at, long identity) {
        long high = mixed(identity);
        long low = mixed(identity ^ 0x5DEECE66DL);
        int next = dash(to, hex(to, at, high >>> 32, 32));
        next = dash(to, hex(to, next, high >>> 16, 16));
        next = dash(to, hex(to, next, high, 16));
        next = dash(to, hex(to, next, low >>> 48, 16));
        hex(to, next, low, 48);
    }

    private static int dash(byte[] to, int at) {
        to[at] = '-';
        return at + 1;
    }

    private static int hex(byte[] to, int at, long value, int bits) {
        int next = at;
        for (int shift = bits - 4; shift >= 0; shift -= 4) {
            to[next++] = HEX[(int) (value >>> shift) & 0xf];
        }
        return next;
    }

    private static void decimal(byte[] to, int at, int width, long value) {
        long left = value;
        for (int i = width - 1; i >= 0; i--) {
            to[at + i] = (byte) ('0' + left % 10);
            left /= 10;
        }
    }

    private static void time(byte[] to, int at, long epochSecond) {
        LocalDateTime time = LocalDateTime.ofEpochSecond(epochSecond, 0, ZoneOffset.UTC);
        decimal(to, at, 4, time.getYear());
        decimal(to, at + 5, 2, time.getMonthValue());
        decimal(to, at + 8, 2, time.getDayOfMonth());
        decimal(to, at + 11, 2, time.getHour());
        decimal(to, at + 14, 2, time.getMinute());
        decimal(to, at + 17, 2, time.getSecond());
        to[at + 4] = to[at + 7] = '-';
        to[at + 10] = 'T';
        to[at + 13] = to[at + 16] = ':';
        to[at + 19] = 'Z';
    }

    /** A well-spread permutation of all longs (the finaliser of SplitMix64). */
    static long mixed(long value) {
        long z = value * 0x9E3779B97F4A7C15L;
        z = (z ^ (z >>> 30)) * 0xBF58476D1CE4E5B9L;
        z = (z ^ (z >>> 27)) * 0x94D049BB133111EBL;
        return z ^ (z >>> 31);
    }
}
