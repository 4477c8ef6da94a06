package io.tamperwatch.web;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.tamperwatch.setting.InvalidSetting;
import java.util.List;
import java.util.Random;
import org.junit.jupiter.api.Test;

class NewTokenTest {

    @Test
    void holds256BitsBehindAPrefixSecretScannersCanLearn() {
        NewToken token = NewToken.make("alice", "viewer", new Random(1));

        assertThat(token.text()).matches("twt_[A-Za-z0-9_-]{43}");
        assertThat(NewToken.make("alice", "viewer", new Random(2)).text()).isNotEqualTo(token.text());
        assertThat(token.toString()).doesNotContain(token.text());
    }

    @Test
    void tellsTheLinesThatLetItIn() {
        var token = new NewToken("alice", "responder", "twt_responder");

        assertThat(token.properties())
                .isEqualTo(List.of(
                        "tamperwatch.security.tokens.alice.sha256=3e9ab5c826088a4f1bcc67368bc714b9f37246d126a2b13cc717966a5e28f924",
                        "tamperwatch.security.tokens.alice.role=responder"));
        assertThat(token.environment())
                .isEqualTo(List.of(
                        "TAMPERWATCH_SECURITY_TOKENS_ALICE_SHA256=3e9ab5c826088a4f1bcc67368bc714b9f37246d126a2b13cc717966a5e28f924",
                        "TAMPERWATCH_SECURITY_TOKENS_ALICE_ROLE=responder"));
    }

    @Test
    void isNotMadeWhereTheServiceWouldRefuseIt() {
        assertThatThrownBy(() -> NewToken.make("ci bot", "viewer", new Random(1)))
                .isInstanceOf(InvalidSetting.class);
        assertThatThrownBy(() -> NewToken.make("alice", "king", new Random(1))).isInstanceOf(InvalidSetting.class);
    }
}
