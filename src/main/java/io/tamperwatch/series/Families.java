package io.tamperwatch.series;

import java.util.function.Consumer;

/**
 * Where families of series are published. Nothing is kept of a series but what its owner keeps anyway: who tells them is asked anew at
 * each scrape.
 */
@FunctionalInterface
public interface Families {

    /**
     * Publishes a family for as long as the process lives. Several owners may each tell some of a family's series.
     *
     * @param series called at each scrape by whichever thread serves it; tells every series there is then
     */
    void publish(Family family, Consumer<Samples> series);
}
