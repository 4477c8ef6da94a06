package io.tamperwatch.benchmark;

import java.time.Duration;
import java.util.Arrays;

/**
 * How fast requests came, held against a rate.
 *
 * @param mostInASecond the most of them in any second, wherever it begins
 * @param ahead how much earlier than the rate allows the earliest of them came: requests that are sent an interval apart
 *     reach the server a little closer together, since the way there does not always take as long
 * @param longestPause between two of them
 */
record Pace(int mostInASecond, Duration ahead, Duration longestPause) {

    private static final long SECOND = 1000;

    /**
     * Of requests at these times, in any order.
     *
     * @param perSecond the rate: a request is due when the one before it was made an interval ago, or was due then
     */
    static Pace of(long[] millis, double perSecond) {
        long[] times = millis.clone();
        Arrays.sort(times);
        double interval = SECOND / perSecond;
        double due = Double.NEGATIVE_INFINITY;
        double ahead = 0;
        long pause = 0;
        int most = 0;
        int first = 0;
        for (int i = 0; i < times.length; i++) {
            ahead = Math.max(ahead, due - times[i]);
            due = Math.max(due, times[i]) + interval;
            pause = i == 0 ? 0 : Math.max(pause, times[i] - times[i - 1]);
            while (times[i] - times[first] >= SECOND) {
                first++;
            }
            most = Math.max(most, i - first + 1);
        }
        return new Pace(most, Duration.ofMillis(Math.round(ahead)), Duration.ofMillis(pause));
    }
}
