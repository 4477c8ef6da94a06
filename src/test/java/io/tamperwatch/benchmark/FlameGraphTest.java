package io.tamperwatch.benchmark;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.entry;

import java.util.List;
import org.junit.jupiter.api.Test;

class FlameGraphTest {

    private final FlameGraph graph = new FlameGraph();

    @Test
    void eachIsAsWideAsItsSamplesAndStandsOnWhoCalledIt() {
        graph.add(List.of("java.lang.Thread.run", "io.tamperwatch.Loop.poll", "org.sqlite.Db.step"));
        graph.add(List.of("java.lang.Thread.run", "io.tamperwatch.Loop.poll"));
        graph.add(List.of("java.lang.Thread.run", "io.tamperwatch.Loop.<init>"));
        graph.add(List.of("java.lang.Thread.run"));

        assertThat(graph.svg("a & b"))
                .contains(">a &amp; b: 4 samples of processor time<")
                .contains("<title>java.lang.Thread.run 100.0 %</title><rect x=\"0.0\" y=\"34\" width=\"1600.0\"")
                .contains(
                        "<title>io.tamperwatch.Loop.&lt;init&gt; 25.0 %</title><rect x=\"0.0\" y=\"51\" width=\"400.0\"")
                .contains("<title>io.tamperwatch.Loop.poll 50.0 %</title><rect x=\"400.0\" y=\"51\" width=\"800.0\"")
                .contains("<title>org.sqlite.Db.step 25.0 %</title><rect x=\"400.0\" y=\"68\" width=\"400.0\"");
    }

    @Test
    void whatCallsItselfCountsOnce() {
        graph.add(List.of("io.tamperwatch.A.walk", "io.tamperwatch.A.walk", "java.util.List.of"));
        graph.add(List.of("io.tamperwatch.B.walk"));
        graph.add(List.of("io.tamperwatch.B.walk", "io.tamperwatch.A.walk"));

        assertThat(graph.shares(1)).containsExactly(entry("io.tamperwatch.A.walk", 2.0 / 3));
    }
}
