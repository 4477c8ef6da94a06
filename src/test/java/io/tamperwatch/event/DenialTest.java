package io.tamperwatch.event;

import static org.assertj.core.api.Assertions.assertThat;

import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class DenialTest {

    private static final String EVE = "arn:aws:iam::111122223333:user/eve";
    private static final String START = "User: " + EVE + " is not authorized to perform: ";

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "because no identity-based policy allows the iam:X action|IDENTITY_BASED|false",
                "with an explicit deny in an identity-based policy|IDENTITY_BASED|true",
                "because no resource-based policy allows the iam:X action|RESOURCE_BASED|false",
                "with an explicit deny in a resource-based policy|RESOURCE_BASED|true",
                "because no permissions boundary allows the iam:X action|PERMISSIONS_BOUNDARY|false",
                "with an explicit deny in a permissions boundary|PERMISSIONS_BOUNDARY|true",
                "because no service control policy allows the iam:X action|SERVICE_CONTROL|false",
                "with an explicit deny in a service control policy|SERVICE_CONTROL|true",
                "with an explicit deny in a service control policy: arn:aws:organizations::444455556666:policy/o-1/service_control_policy/p-1|SERVICE_CONTROL|true",
                "with an explicit deny in a resource control policy|RESOURCE_CONTROL|true",
                "because no session policy allows the iam:X action|SESSION|false",
                "with an explicit deny in a session policy|SESSION|true",
                "because no VPC endpoint policy allows the iam:X action|VPC_ENDPOINT|false",
                "with an explicit deny in a VPC endpoint policy|VPC_ENDPOINT|true",
                "because no role trust policy allows the sts:AssumeRole action|ROLE_TRUST|false",
                "with an explicit deny in the role trust policy|ROLE_TRUST|true",
                "because of a policy of the future|null|null",
                "with an explicit deny|null|null",
            },
            nullValues = "null")
    void tellsWhichKindOfPolicyDecidedAndHow(
            String reason, @Nullable PolicyType policyType, @Nullable Boolean explicit) {
        assertThat(Denial.of(START + "iam:X on resource: user bob " + reason))
                .isEqualTo(new Denial("iam:X", EVE, "user bob", policyType, explicit));
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "user bob|user bob",
                "user user|user user",
                "role ops|role ops",
                "group staff|group staff",
                "instance profile web|instance profile web",
                "server certificate shop|server certificate shop",
                "policy arn:aws:iam::111122223333:policy/p version v2|policy arn:aws:iam::111122223333:policy/p",
                "arn:aws:iam::111122223333:oidc-provider/idp.example.com/realms/x|arn:aws:iam::111122223333:oidc-provider/idp.example.com/realms/x",
                "'user '|",
                "''|",
            })
    void readsWhatTheCallWasAimedAt(String resource, @Nullable String expected) {
        assertThat(Denial.of(START + "iam:X on resource: " + resource
                        + " because no identity-based policy allows the iam:X action"))
                .isEqualTo(new Denial("iam:X", EVE, expected, PolicyType.IDENTITY_BASED, false));
    }

    @Test
    void readsSentencesThatStopEarly() {
        assertThat(Denial.of(START + "sts:AssumeRole")).isEqualTo(new Denial("sts:AssumeRole", EVE, null, null, null));
        assertThat(Denial.of(START + "cloudtrail:StopLogging because no identity-based policy allows the x:y action"))
                .isEqualTo(new Denial("cloudtrail:StopLogging", EVE, null, PolicyType.IDENTITY_BASED, false));
        assertThat(Denial.of(START + "iam:X on resource: user bob"))
                .isEqualTo(new Denial("iam:X", EVE, "user bob", null, null));
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "",
                "Access denied",
                "is not authorized to perform: iam:X on resource: user bob because x",
                START + "iam:X on resource: user bob, says eve",
                START + "iam:X on resource: user bob becauseof",
                START,
                "User: eve because on resource: user ann is not authorized to perform: iam:X on resource: user bob"
            })
    void readsNothingFromSentencesOfAnotherForm(String message) {
        assertThat(Denial.of(message)).isNull();
    }

    @Test
    void readsNothingFromTextLongerThanCloudTrailWrites() {
        assertThat(Denial.of(START + "iam:X on resource: user bob because " + "x".repeat(3000)))
                .isNull();
        assertThat(Denial.of(null)).isNull();
    }
}
