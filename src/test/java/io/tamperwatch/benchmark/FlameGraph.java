package io.tamperwatch.benchmark;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.TreeMap;
import jdk.jfr.consumer.RecordedEvent;
import jdk.jfr.consumer.RecordedFrame;
import jdk.jfr.consumer.RecordedMethod;
import jdk.jfr.consumer.RecordedStackTrace;
import jdk.jfr.consumer.RecordingFile;

/**
 * Where processor time went, from a recording of Java's Flight Recorder: who was called stands on who called, and is as wide as what was
 * sampled in it. Only the second half of the recording counts, when the JVM has compiled what matters.
 */
final class FlameGraph {

    private static final String SAMPLE = "jdk.CPUTimeSample";

    private static final int WIDTH = 1600;
    private static final int ROW = 17;
    private static final int HEAD = 34;
    private static final double LETTER = 6.3;

    /** Narrower than this many pixels is not drawn. */
    private static final double LEAST = 3;

    /** Deeper than this many calls is in the libraries, most often in one call of theirs after the other. */
    private static final int DEEPEST = 48;

    /** A method, and whom it called. */
    private static final class Frame {
        private final Map<String, Frame> called = new TreeMap<>();
        private long samples;

        private Frame call(String method) {
            return called.computeIfAbsent(method, unseen -> new Frame());
        }
    }

    private final Frame root = new Frame();
    private final List<String> drawn = new ArrayList<>();
    private int deepest;

    /**
     * Draws a recording, and prints in which methods of the product the time was spent.
     *
     * @param args the recording, the SVG file to write, a title
     */
    public static void main(String[] args) throws IOException {
        List<RecordedEvent> samples = RecordingFile.readAllEvents(Path.of(args[0])).stream()
                .filter(event -> event.getEventType().getName().equals(SAMPLE))
                .toList();
        if (samples.isEmpty()) {
            throw new IllegalArgumentException("no %s in %s".formatted(SAMPLE, args[0]));
        }
        FlameGraph graph = new FlameGraph();
        long middle = (samples.stream().mapToLong(FlameGraph::at).min().orElseThrow()
                        + samples.stream().mapToLong(FlameGraph::at).max().orElseThrow())
                / 2;
        samples.stream().filter(sample -> at(sample) >= middle).forEach(graph::add);
        Files.writeString(Path.of(args[1]), graph.svg(args[2]));
        graph.shares(60)
                .forEach((method, share) -> System.out.printf(Locale.ROOT, "%5.1f %%  %s%n", 100 * share, method));
    }

    private static long at(RecordedEvent sample) {
        return sample.getStartTime().toEpochMilli();
    }

    private void add(RecordedEvent sample) {
        RecordedStackTrace stack = sample.getStackTrace();
        if (stack != null) {
            add(stack.getFrames().reversed().stream().map(FlameGraph::name).toList());
        }
    }

    /** @param methods by whom it was called first */
    void add(List<String> methods) {
        root.samples++;
        Frame frame = root;
        for (String method : methods) {
            frame = frame.call(method);
            frame.samples++;
        }
    }

    private static String name(RecordedFrame frame) {
        RecordedMethod method = frame.getMethod();
        return (method.getType().getName() + "." + method.getName()).replaceAll("(\\$\\$Lambda).*\\.", "$1.");
    }

    String svg(String title) {
        draw(root, 0, 0);
        int height = HEAD + (deepest + 1) * ROW;
        StringBuilder svg = new StringBuilder();
        svg.append(
                "<svg xmlns=\"http://www.w3.org/2000/svg\" viewBox=\"0 0 %d %d\" font-family=\"monospace\" font-size=\"11\">\n"
                        .formatted(WIDTH, height));
        svg.append("<rect width=\"%d\" height=\"%d\" fill=\"#fff\"/>\n".formatted(WIDTH, height));
        svg.append("<text x=\"8\" y=\"20\" font-size=\"14\">%s: %,d samples of processor time</text>\n"
                .formatted(escaped(title), root.samples));
        drawn.forEach(svg::append);
        return svg.append("</svg>\n").toString();
    }

    private void draw(Frame frame, double from, int depth) {
        double x = from;
        for (Map.Entry<String, Frame> called : frame.called.entrySet()) {
            double wide = (double) WIDTH * called.getValue().samples / root.samples;
            if (wide >= LEAST && depth < DEEPEST) {
                drawn.add(box(called.getKey(), called.getValue().samples, x, wide, depth));
                deepest = Math.max(deepest, depth);
                draw(called.getValue(), x, depth + 1);
            }
            x += wide;
        }
    }

    private String box(String method, long samples, double x, double wide, int depth) {
        int y = HEAD + depth * ROW;
        String shown = method.replaceFirst("^.*\\.([^.]+\\.[^.]+)$", "$1");
        int letters = (int) ((wide - 4) / LETTER);
        String text = letters < 3
                ? ""
                : "<text x=\"%.1f\" y=\"%d\">%s</text>"
                        .formatted(x + 2, y + 12, escaped(shown.substring(0, Math.min(letters, shown.length()))));
        return "<g><title>%s %.1f %%</title><rect x=\"%.1f\" y=\"%d\" width=\"%.1f\" height=\"%d\" fill=\"%s\" stroke=\"#fff\" stroke-width=\"0.5\"/>%s</g>\n"
                .formatted(escaped(method), 100.0 * samples / root.samples, x, y, wide, ROW - 1, colour(method), text);
    }

    private static String colour(String method) {
        if (method.startsWith("io.tamperwatch.")) {
            return "#f4a259";
        }
        if (method.startsWith("org.sqlite.") || method.startsWith("java.sql.") || method.startsWith("io.agroal.")) {
            return "#8cb369";
        }
        if (method.startsWith("software.amazon.") || method.startsWith("io.netty.") || method.startsWith("io.vertx.")) {
            return "#7da7d9";
        }
        return "#d9d9d9";
    }

    private static String escaped(String text) {
        return text.replace("&", "&amp;").replace("<", "&lt;").replace(">", "&gt;");
    }

    /** The methods of the product in which most was spent, and what share of it, what they called included. */
    Map<String, Double> shares(int most) {
        Map<String, Long> inclusive = new HashMap<>();
        count(root, List.of(), inclusive);
        Map<String, Double> shares = new LinkedHashMap<>();
        inclusive.entrySet().stream()
                .sorted(Map.Entry.<String, Long>comparingByValue().reversed())
                .limit(most)
                .forEach(each -> shares.put(each.getKey(), (double) each.getValue() / root.samples));
        return shares;
    }

    /** One that calls itself counts once. */
    private static void count(Frame frame, List<String> above, Map<String, Long> inclusive) {
        frame.called.forEach((method, called) -> {
            if (method.startsWith("io.tamperwatch.") && !above.contains(method)) {
                inclusive.merge(method, called.samples, Long::sum);
            }
            List<String> path = new ArrayList<>(above);
            path.add(method);
            count(called, path, inclusive);
        });
    }
}
