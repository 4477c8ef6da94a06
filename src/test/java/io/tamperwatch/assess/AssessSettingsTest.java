package io.tamperwatch.assess;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.tamperwatch.setting.InvalidSetting;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class AssessSettingsTest {

    private static final AssessSettings SETTINGS = AssessSettings.of(
            Optional.of("203.0.113.0/25, 2001:db8::/33,192.0.2.7/32"),
            Optional.of("arn:aws:iam::111122223333:role/teams/ci,arn:aws-us-gov:iam::111122223333:user/o'neil+x/bob"));

    @ParameterizedTest
    @CsvSource({
        "203.0.113.0,false",
        "203.0.113.127,false",
        "203.0.113.128,true",
        "192.0.2.7,false",
        "192.0.2.6,true",
        "2001:db8::1,false",
        "2001:db8:7fff:ffff::,false",
        "2001:db8:8000::,true",
        "::ffff:203.0.113.5,false",
        "AWS Internal,false",
        "cloudformation.amazonaws.com,false",
        "203.0.113,false",
        "1,false",
        "300.0.113.9,false",
    })
    void callsOnlyAddressesOutsideUntrusted(String source, boolean outside) {
        assertThat(SETTINGS.isOutside(source)).isEqualTo(outside);
    }

    @Test
    void callsNothingUntrustedWhileNoNetworkIsTrusted() {
        assertThat(AssessSettings.of(Optional.empty(), Optional.of(" ")).isOutside("198.51.100.7"))
                .isFalse();
        assertThat(SETTINGS.isOutside(null)).isFalse();
    }

    @Test
    void expectsExactlyTheNamedUsersAndRoles() {
        assertThat(SETTINGS.expects("arn:aws:iam::111122223333:role/teams/ci")).isTrue();
        assertThat(SETTINGS.expects("arn:aws:iam::111122223333:role/teams/ci2")).isFalse();
        assertThat(SETTINGS.expects("arn:aws:iam::111122223333:role/teams/CI")).isFalse();
        assertThat(SETTINGS.expects(null)).isFalse();
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "203.0.113.0",
                "203.0.113.0/33",
                "203.0.113/24",
                "::/129",
                "vpn.example.com/24",
                "203.0.113.0/24,",
                "203.0.113.0/-1",
                "fe80::1%eth0/64"
            })
    void refusesWhatIsNoNetwork(String text) {
        assertThatThrownBy(() -> AssessSettings.of(Optional.of(text), Optional.empty()))
                .isInstanceOf(InvalidSetting.class)
                .hasMessage("tamperwatch.trusted-networks = \"" + text
                        + "\" is not valid: networks in CIDR notation separated by commas are allowed, for example"
                        + " 203.0.113.0/24,2001:db8::/32");
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "ci",
                "arn:aws:sts::111122223333:assumed-role/ci/run-1",
                "arn:aws:iam::111122223333:root",
                "arn:aws:iam::111122223333:role/*/ci*",
                "arn:aws:iam::1111:role/ci"
            })
    void refusesWhatIsNoUsersOrRolesOwnArn(String text) {
        assertThatThrownBy(() -> AssessSettings.of(Optional.empty(), Optional.of(text)))
                .isInstanceOf(InvalidSetting.class)
                .hasMessage("tamperwatch.expected-actors = \"" + text
                        + "\" is not valid: ARNs of IAM users and roles separated by commas are allowed, never of a"
                        + " session, for example arn:aws:iam::111122223333:role/deployment");
    }
}
