package io.tamperwatch.store;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.BitSet;
import java.util.List;
import java.util.Random;
import java.util.stream.IntStream;
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
        assertThat(parts("user-4717")).containsExactly(7);
        assertThat(parts("user-4718")).isEmpty();
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
    void knowsTheBitsThatATextSets() {
        grams.add(4, "user-47\nuser-47, again");

        assertThat(Grams.allBits("user-47\nuser-47, again"))
                .doesNotHaveDuplicates()
                .containsExactlyInAnyOrderElementsOf(IntStream.range(0, Grams.BITS)
                        .filter(bit -> grams.bits()[bit] == Grams.mark(4))
                        .boxed()
                        .toList());
    }

    /** A text as short as a set can tell is asked for by its few bits alone, some of which all parts have. */
    @Test
    void fewPartsSeemToHaveAShortTextThatNoneHas() {
        Random random = new Random(5);
        for (int finding = 0; finding < Grams.PARTS * SearchBlocks.PART; finding++) {
            String certificate = Long.toString(random.nextLong(1L << 62, Long.MAX_VALUE), 36);
            grams.add(
                    finding % Grams.PARTS,
                    "192.0.2.7\nuser-" + random.nextInt(5_000) + "\nc" + certificate + certificate + "\n"
                            + "deletesigningcertificate");
        }

        int seeming = 0;
        for (int i = 1_000; i < 10_000; i++) {
            seeming += parts(i + "!").size();
        }

        assertThat(seeming).isLessThan(9_000 * Grams.PARTS / 200);
    }

    private List<Integer> parts(String needle) {
        BitSet parts = new BitSet();
        parts.set(0, Grams.PARTS);
        for (int bit : Grams.bits(needle)) {
            parts.and(BitSet.valueOf(new byte[] {grams.bits()[bit]}));
        }
        return parts.stream().boxed().toList();
    }
}
