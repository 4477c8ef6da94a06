package io.tamperwatch.setting;

import static org.assertj.core.api.Assertions.assertThat;

import java.net.URI;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class ExternalUrlTest {

    @ParameterizedTest
    @CsvSource({
        "https://watch.example.com,https://watch.example.com/findings/e-1",
        "https://watch.example.com/,https://watch.example.com/findings/e-1",
        "' http://[2001:db8::1]:8080/sec/watch// ',http://[2001:db8::1]:8080/sec/watch/findings/e-1",
        "HTTPS://watch.example.com,HTTPS://watch.example.com/findings/e-1"
    })
    void linksToAFindingBehindWhateverPathThePagesHave(String configured, String link) {
        assertThat(ExternalUrl.of(Optional.of(configured)).finding("e-1")).contains(URI.create(link));
    }

    @Test
    void keepsAnIdWithinOneSegment() {
        assertThat(ExternalUrl.of(Optional.of("https://watch.example.com")).finding("../a b?c"))
                .contains(URI.create("https://watch.example.com/findings/..%2Fa%20b%3Fc"));
    }

    @Test
    void linksNothingWhenNobodyHasSaidHowThePagesAreReached() {
        assertThat(ExternalUrl.of(Optional.empty())).isEqualTo(ExternalUrl.UNKNOWN);
        assertThat(ExternalUrl.UNKNOWN.finding("e-1")).isEmpty();
    }
}
