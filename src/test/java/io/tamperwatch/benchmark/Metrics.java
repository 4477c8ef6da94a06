package io.tamperwatch.benchmark;

import java.util.stream.DoubleStream;

/** What the product's metrics said at one moment; nothing while it did not answer. */
record Metrics(String text) {

    static Metrics scrape(Setup setup) {
        return new Metrics(Product.get(setup.managementPort(), "/q/metrics"));
    }

    double sum(String name) {
        return values(name).sum();
    }

    /** The least of all series of this name; NaN when there is none. */
    double least(String name) {
        return values(name).min().orElse(Double.NaN);
    }

    long series() {
        return text.lines().filter(line -> !line.startsWith("#")).count();
    }

    private DoubleStream values(String name) {
        return text.lines()
                .filter(line -> line.startsWith(name + "{") || line.startsWith(name + " "))
                .mapToDouble(line -> Double.parseDouble(line.substring(line.lastIndexOf(' ') + 1)));
    }
}
