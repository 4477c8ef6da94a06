package io.tamperwatch.emulator;

import java.util.List;
import java.util.stream.IntStream;

/** As many certificates as a test needs: PEM text may say something in front of the certificate. */
public final class TestingCertificates {

    private TestingCertificates() {}

    public static List<String> different(int count) {
        String certificate = SampleCertificates.all().getFirst();
        return IntStream.range(0, count)
                .mapToObj(i -> "Number " + i + "\n" + certificate)
                .toList();
    }
}
