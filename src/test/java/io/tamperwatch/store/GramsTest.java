package io.tamperwatch.store;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.BitSet;
import java.util.List;
import org.junit.jupiter.api.Test;

class GramsTest {

    private final Grams grams = new Grams();

    @Test
    void aPartHasEveryTextThatOccursInIt() {
        String text = "arn:aws:iam::111122223333:user/änne 𝄞 x";
        grams.add(3, "198.51.100.7\n" + text + "\n");

        for (int from = 0; from < text.length(); from++) {
            for (int to = from + 5; to <= text.length(); to++) {
                assertThat(parts(text.substring(from, to))).containsExactly(3);
            }
        }
    }

    @Test
    void partsAreToldApart() {
        for (int part = 0; part < Grams.PARTS; part++) {
            grams.add(part, "the same\nuser-" + (4_710 + part));
        }

        assertThat(parts("the same")).hasSize(Grams.PARTS);
        assertThat(parts("user-4711")).containsExactly(1);
        assertThat(parts("user-4725")).containsExactly(15);
        assertThat(parts("user-4726")).isEmpty();
    }

    @Test
    void aLongTextIsToldByItsWholeLength() {
        String prefix = "arn:aws:iam::111122223333:user/department/";
        grams.add(0, prefix + "jeremiah@example.com");
        grams.add(1, prefix + "mallory@example.com");

        assertThat(parts(prefix + "jeremiah@example.com")).containsExactly(0);
        assertThat(parts(prefix + "mallory@example.com")).containsExactly(1);
        assertThat(Grams.bits(prefix)).hasSizeLessThanOrEqualTo(12);
    }

    @Test
    void aLineSaysNothingTogetherWithTheNext() {
        grams.add(0, "abcd\nefgh\nijklm\n");

        assertThat(parts("cdefg")).isEmpty();
        assertThat(parts("ijklm")).containsExactly(0);
    }

    @Test
    void knowsWhatHasBeenAddedToAStoredSet() {
        grams.add(4, "user-47");
        byte[] before = grams.bits().clone();
        grams.add(5, "user-47");
        grams.add(4, "user-47");

        assertThat(grams.changedSince(before)).containsExactlyInAnyOrderElementsOf(Grams.bits("user-47"));
    }

    private List<Integer> parts(String needle) {
        BitSet parts = new BitSet();
        parts.set(0, Grams.PARTS);
        for (int bit : Grams.bits(needle)) {
            parts.and(BitSet.valueOf(
                    new byte[] {grams.bits()[bit * Grams.WIDTH], grams.bits()[bit * Grams.WIDTH + 1]}));
        }
        return parts.stream().boxed().toList();
    }
}
