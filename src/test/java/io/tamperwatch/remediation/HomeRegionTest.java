package io.tamperwatch.remediation;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.TextNode;
import io.tamperwatch.catalogue.RemedyInput;
import io.tamperwatch.catalogue.RemedyInput.Form;
import io.tamperwatch.event.Partition;
import io.tamperwatch.posture.Offender;
import java.util.List;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** IAM's events are in one Region of each partition, and there only. */
class HomeRegionTest {

    @ParameterizedTest
    @CsvSource({
        "us-east-1, us-east-1",
        "eu-central-1, us-east-1",
        "cn-north-1, cn-north-1",
        "cn-northwest-1, cn-north-1",
        "us-gov-east-1, us-gov-west-1",
        "cn-$(touch canary), cn-north-1"
    })
    void isTheOneOfTheEventsPartition(String region, String home) {
        TestingCalls calls = new TestingCalls().in(region).iam("DeleteSigningCertificate", """
                {"userName": "bob", "certificateId": "CERTIFICATEOFBOBINALENGTH"}""");

        assertThat(calls.given("monitor-iam-activity")).isEqualTo("HOME_REGION='" + home + "'");
        assertThat(calls.given("cloudtrail-for-iam-events")).contains("HOME_REGION='" + home + "'");
    }

    @Test
    void isTheOneOfTheAccountsPartitionForAPostureCheck() {
        List<Offender> offenders =
                List.of(new Offender("account", "trails", ""), new Offender("trail", "arn:aws-cn:trail/x", ""));

        assertThat(PostureRemediationsTest.remediation("trail-records-iam", offenders, Partition.CHINA)
                        .steps())
                .as("one step for the whole account")
                .extracting(Step::id)
                .containsExactly("cloudtrail-for-iam-events", "monitor-iam-activity");
        assertThat(home(Partition.CHINA)).isEqualTo("HOME_REGION='cn-north-1'");
        assertThat(home(Partition.GOVCLOUD)).isEqualTo("HOME_REGION='us-gov-west-1'");
        assertThat(home(null)).isEqualTo("HOME_REGION='us-east-1'");
    }

    private static String home(@Nullable Partition partition) {
        return TestingCalls.given(PostureRemediationsTest.remediation(
                        "trail-records-iam", List.of(new Offender("account", "trails", "")), partition)
                .steps()
                .getLast());
    }

    /** Commands use plain values as they are. */
    @Test
    void noOtherPlaceFillsAPlainInput() {
        Places hostile = new Places() {
            @Override
            public JsonNode at(String place) {
                return TextNode.valueOf("$(touch canary)");
            }
        };
        RemedyInput input = new RemedyInput(
                "X", Form.PLAIN, List.of("target.userName"), "safe", false, false, "it", "Nobody knows.");

        assertThat(hostile.give(input).value()).isEqualTo(TextNode.valueOf("safe"));
    }
}
