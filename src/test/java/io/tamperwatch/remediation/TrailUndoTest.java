package io.tamperwatch.remediation;

import static org.assertj.core.api.Assertions.assertThat;

import io.tamperwatch.catalogue.Remedy.Purpose;
import java.time.Duration;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** UpdateTrail leaves what it does not name: its undo must too. */
class TrailUndoTest {

    private static final String PASSED_OVER =
            "In the 7 days before, the same actor made such a call already. What that call set is not taken for what was"
                    + " there: a value comes from an older call, is a default, or has to be given. Look at each before it is"
                    + " set.";

    private final TestingCalls calls = new TestingCalls();

    @Test
    void setsOnlyWhatTheEventNamedAndAsksForNothingElse() {
        calls.trail("UpdateTrail", """
                {"name": "audit", "enableLogFileValidation": false}""");

        assertThat(undoing()).containsExactly("restore-trail-settings");
        assertThat(calls.given("restore-trail-settings"))
                .isEqualTo("TRAIL_NAME='\"audit\"'\nTRAIL_SETTINGS='{\"EnableLogFileValidation\":true}'");
        assertThat(missing()).isEmpty();
        assertThat(calls.remediation().notes()).doesNotContain(PASSED_OVER);
    }

    @Test
    void asksForTheBucketOnlyWhereItWasNamed() {
        calls.trail("UpdateTrail", """
                {"name": "arn:aws:cloudtrail:us-east-1:111122223333:trail/audit", "s3BucketName": "theirs"}""");

        assertThat(undoing()).containsExactly("restore-trail-bucket");
        assertThat(calls.given("restore-trail-bucket")).isEqualTo("TRAIL_NAME='\"audit\"'\nBUCKET_NAME=''");
        assertThat(missing()).containsExactly("BUCKET_NAME");
    }

    /** Each member as the last call had it that named it, however many calls named others in between. */
    @Test
    void takesEachSettingFromTheLastCallThatNamedIt() {
        calls.by(TestingCalls.OPERATOR)
                .trail("UpdateTrail", """
                        {"name": "audit", "s3BucketName": "logs", "kmsKeyId": "alias/trails",
                         "includeGlobalServiceEvents": false, "snsTopicName": ""}""")
                .trail("UpdateTrail", """
                        {"name": "audit", "isMultiRegionTrail": true}""")
                .by(TestingCalls.MALLORY)
                .trail("UpdateTrail", """
                        {"name": "audit", "s3BucketName": "theirs", "kmsKeyId": "alias/theirs", "s3KeyPrefix": "x",
                         "isMultiRegionTrail": false, "includeGlobalServiceEvents": true, "snsTopicName": "theirs"}""");

        assertThat(undoing()).containsExactly("restore-trail-bucket", "restore-trail-settings");
        assertThat(calls.given("restore-trail-bucket")).isEqualTo("TRAIL_NAME='\"audit\"'\nBUCKET_NAME='\"logs\"'");
        assertThat(calls.given("restore-trail-settings"))
                .isEqualTo("TRAIL_NAME='\"audit\"'\nTRAIL_SETTINGS='{\"IsMultiRegionTrail\":true,"
                        + "\"IncludeGlobalServiceEvents\":false,\"KmsKeyId\":\"alias/trails\"}'");
    }

    @Test
    void asksForTheSettingsWhereNoneIsKnown() {
        calls.trail("UpdateTrail", """
                {"name": "audit", "kmsKeyId": "alias/theirs"}""");

        assertThat(undoing()).containsExactly("restore-trail-settings");
        assertThat(missing()).containsExactly("TRAIL_SETTINGS");
    }

    @Test
    void rulesNothingOutWhereTheRequestIsNotRecorded() {
        calls.trail("UpdateTrail", "null");

        assertThat(undoing()).containsExactly("restore-trail-bucket", "restore-trail-settings");
    }

    /** The trail of another Region has the same name and a bucket of its own. */
    @Test
    void takesNothingFromATrailOfAnotherRegion() {
        calls.by(TestingCalls.OPERATOR)
                .in("us-east-1")
                .trail("UpdateTrail", """
                        {"name": "management", "s3BucketName": "virginia"}""")
                .trail("PutEventSelectors", """
                        {"trailName": "management", "eventSelectors": [{"readWriteType": "WriteOnly"}]}""")
                .by(TestingCalls.MALLORY)
                .in("eu-west-1")
                .trail("UpdateTrail", """
                        {"name": "management", "s3BucketName": "theirs"}""");
        assertThat(calls.given("restore-trail-bucket")).endsWith("BUCKET_NAME=''");

        calls.trail("PutEventSelectors", """
                {"trailName": "management", "eventSelectors": []}""");
        assertThat(calls.given("restore-event-selectors")).contains("\"ReadWriteType\":\"All\"");

        calls.in("us-east-1").trail("PutEventSelectors", """
                {"trailName": "management", "eventSelectors": []}""");
        assertThat(calls.given("restore-event-selectors")).contains("\"ReadWriteType\":\"WriteOnly\"");
    }

    /** What an intruder set in the first call is not what was there before the second. */
    @Test
    void neverPutsBackWhatTheSameActorSetShortlyBefore() {
        calls.trail("UpdateTrail", """
                {"name": "audit", "s3BucketName": "theirs"}""").trail("UpdateTrail", """
                {"name": "audit", "s3BucketName": "theirs-too", "enableLogFileValidation": false}""");

        assertThat(calls.given("restore-trail-bucket")).endsWith("BUCKET_NAME=''");
        assertThat(calls.remediation().notes()).contains(PASSED_OVER);
        assertThat(calls.remediation().bash()).doesNotContain("theirs");
    }

    @Test
    void goesBackBehindTheCallsOfTheSameActor() {
        calls.by(TestingCalls.OPERATOR).trail("UpdateTrail", """
                {"name": "audit", "s3BucketName": "logs"}""");
        calls.by(TestingCalls.MALLORY).trail("UpdateTrail", """
                {"name": "audit", "s3BucketName": "theirs"}""").trail("UpdateTrail", """
                {"name": "audit", "s3BucketName": "theirs-too"}""");

        assertThat(calls.given("restore-trail-bucket")).endsWith("BUCKET_NAME='\"logs\"'");
        assertThat(calls.remediation().notes()).contains(PASSED_OVER);
    }

    /** Where one role does all the work, its calls are all there is to know. */
    @ParameterizedTest
    @CsvSource({"P7D, ''", "P7DT1S, \"logs\""})
    void believesTheSameActorWhereItWasNotShortlyBefore(Duration apart, String bucket) {
        calls.trail("UpdateTrail", """
                {"name": "audit", "s3BucketName": "logs"}""").after(apart.minusSeconds(60)).trail("UpdateTrail", """
                {"name": "audit", "s3BucketName": "theirs"}""");

        assertThat(calls.given("restore-trail-bucket")).endsWith("BUCKET_NAME='" + bucket + "'");
    }

    @Test
    void believesNoCallThatWasRefused() {
        calls.by(TestingCalls.OPERATOR)
                .refused("UpdateTrail", """
                        {"name": "audit", "s3BucketName": "logs"}""")
                .by(TestingCalls.MALLORY)
                .trail("UpdateTrail", """
                        {"name": "audit", "s3BucketName": "theirs"}""");

        assertThat(calls.given("restore-trail-bucket")).endsWith("BUCKET_NAME=''");
    }

    private List<String> undoing() {
        return calls.remediation().steps().stream()
                .filter(step -> step.purpose() == Purpose.UNDO)
                .map(Step::id)
                .toList();
    }

    private List<String> missing() {
        return calls.remediation().steps().stream()
                .filter(step -> step.purpose() == Purpose.UNDO)
                .flatMap(step -> step.missing().stream())
                .map(Step.Missing::name)
                .toList();
    }
}
