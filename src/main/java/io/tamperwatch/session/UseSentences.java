package io.tamperwatch.session;

import java.util.ArrayList;
import java.util.List;

/** What was looked at and seen, in sentences. */
final class UseSentences {

    private UseSentences() {}

    static String of(long days, int regions, UseTally tally, double share, UseCover since) {
        List<String> sentences = new ArrayList<>();
        sentences.add("Of the %d days before the event, %s was looked at, in %d %s: %d roles were seen being assumed."
                .formatted(days, share(share), regions, regions == 1 ? "Region" : "Regions", tally.used()));
        sentences.add("Of the time since, %s was looked at: %s.".formatted(share(since.share()), broken(tally)));
        if (since.denied()) {
            sentences.add("AWS refuses to look up events in some of the Regions.");
        }
        if (since.failed()) {
            sentences.add("AWS did not answer in some of the Regions.");
        }
        return String.join(" ", sentences);
    }

    private static String broken(UseTally tally) {
        return tally.failures() == 0
                ? "no refused token was seen, which does not mean that none was or will be"
                : "%d refused tokens were seen, for %d roles".formatted(tally.failures(), tally.refused());
    }

    private static String share(double share) {
        if (share >= 1) {
            return "all";
        }
        if (share <= 0) {
            return "nothing";
        }
        return share < 0.01 ? "less than 1 %" : (int) (share * 100) + " %";
    }
}
