package io.tamperwatch.series;

/** Takes the values of a family's series at one scrape. */
@FunctionalInterface
public interface Samples {

    /**
     * Tells the value of one series.
     *
     * @param labels the values of the family's labels, in their order; an empty one leaves its label out, which is the same to
     *     Prometheus
     */
    void add(double value, String... labels);
}
