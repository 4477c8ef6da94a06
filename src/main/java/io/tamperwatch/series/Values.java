package io.tamperwatch.series;

import java.util.LinkedHashMap;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.atomic.AtomicLong;
import java.util.function.BiConsumer;
import java.util.function.Predicate;
import java.util.stream.Stream;

/**
 * The values of a family's series. A series that has none yet is at 0, and takes no memory.
 *
 * @param <K> what tells the series apart, with {@code equals}
 */
public final class Values<K> {

    private final Map<K, AtomicLong> values = new ConcurrentHashMap<>();

    public void increment(K series) {
        value(series).incrementAndGet();
    }

    public void set(K series, long value) {
        value(series).set(value);
    }

    public long of(K series) {
        AtomicLong value = values.get(series);
        return value == null ? 0 : value.get();
    }

    /** Sets those of these series back to 0 that have a value. */
    public void zero(Predicate<K> which) {
        values.forEach((series, value) -> {
            if (which.test(series)) {
                value.set(0);
            }
        });
    }

    /** Hands over each value: those of {@code fromZeroOn} whether or not they have one, then of all others that have. */
    public void tell(Stream<K> fromZeroOn, BiConsumer<K, Long> to) {
        Map<K, Long> all = new LinkedHashMap<>();
        fromZeroOn.forEach(series -> all.put(series, 0L));
        values.forEach((series, value) -> all.put(series, value.get()));
        all.forEach(to);
    }

    private AtomicLong value(K series) {
        return values.computeIfAbsent(series, first -> new AtomicLong());
    }
}
