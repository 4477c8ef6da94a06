package io.tamperwatch.blackbox;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.tuple;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.tamperwatch.emulator.AwsEmulator;
import io.tamperwatch.emulator.RequestLog;
import io.tamperwatch.emulator.Scope;
import io.tamperwatch.emulator.ServiceName;
import java.nio.file.Path;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Queue;
import java.util.Set;
import java.util.TreeSet;
import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** What the service shows of what happens in an account, from its first scrape to its end. */
class ServiceIT {

    private static final double BUDGET = 5;
    private static final List<String> DETECTIONS =
            List.of("iam-oidc-client-id-removed", "iam-signing-certificate-deleted");
    private static final List<String> SEVERITIES = List.of("critical", "high", "medium", "low", "info");
    private static final List<String> OUTCOMES = List.of("succeeded", "denied", "failed");
    private static final List<String> LOOKUP_RESULTS = List.of(
            "ok", "throttled", "unavailable", "denied", "credentials", "token_rejected", "too_large", "rejected");

    @TempDir
    static Path directory;

    private static final Queue<JsonNode> lookups = new ConcurrentLinkedQueue<>();

    private static AwsEmulator aws;
    private static Story story;
    private static LaunchedService service;
    private static Metrics first;
    private static Instant begun;

    @BeforeAll
    static void seeTheWholeStory() {
        aws = AwsEmulator.start(Clock.systemUTC());
        aws.lookupRate(Double.POSITIVE_INFINITY);
        aws.faults(request -> {
            if (request.service() == ServiceName.CLOUDTRAIL) {
                lookups.add(new Answer(200, "", request.body()).json());
            }
            return Optional.empty();
        });
        begun = Instant.now();
        service = Launch.watching(aws, directory)
                .set("tamperwatch.poll.budget", String.valueOf(BUDGET))
                .start();
        first = service.metrics();
        service.awaitPolls(0);
        story = new Story(aws);
        story.happen();
        service.until("all found", () -> {
            Metrics now = service.metrics();
            return now.sum("tamperwatch_findings_open") >= 5 && now.sum("tamperwatch_quarantined_records") >= 1;
        });
        service.awaitComplete();
        service.awaitPolls(2);
    }

    @AfterAll
    static void stop() {
        if (service != null) {
            service.close();
        }
        aws.close();
    }

    @Test
    void everyEventIsOneFindingHoweverOftenItIsRead() {
        assertThat(service.metrics().sum("tamperwatch_events_duplicate_total")).isPositive();
        assertThat(service.api().findingIds()).containsExactlyInAnyOrderElementsOf(story.eventIds());
    }

    @Test
    void aFindingTellsEverythingInTheNamesOfTheContract() {
        ObjectNode record = story.deleted();
        String id = record.path("eventID").asText();

        JsonNode finding = service.api().json("/api/v1/findings/" + id);

        assertThat(Instant.parse(finding.path("detectedAt").asText())).isBetween(begun, Instant.now());
        assertThat(finding)
                .isEqualTo(expected(record, finding.path("detectedAt").asText()));
    }

    private static JsonNode expected(ObjectNode record, String detectedAt) {
        String occurredAt = record.path("eventTime").asText();
        JsonNode told =
                service.api().json("/api/v1/findings/" + record.path("eventID").asText());
        ObjectNode finding = Answer.JSON.createObjectNode();
        finding.put("id", record.path("eventID").asText());
        finding.put("account", "default").put("accountId", "111122223333");
        finding.put("detection", "iam-signing-certificate-deleted");
        finding.putArray("detections").add("iam-signing-certificate-deleted");
        finding.put("eventSource", "iam.amazonaws.com").put("eventName", "DeleteSigningCertificate");
        finding.put("occurredAt", occurredAt).put("detectedAt", detectedAt).put("region", "us-east-1");
        finding.put("outcome", "succeeded")
                .putNull("errorCode")
                .putNull("errorMessage")
                .putNull("denial");
        finding.put("severity", "high").put("status", "open").put("change", "changed");
        finding.putObject("actor")
                .put("type", "IAMUser")
                .put("arn", "arn:aws:iam::111122223333:user/erin")
                .put("name", "erin")
                .put("accountId", "111122223333")
                .put("accessKeyId", "AKIA000000000ERIN111")
                .putNull("mfa")
                .putNull("issuerArn")
                .putNull("invokedBy")
                .put("crossAccount", false)
                .putNull("person")
                .putNull("sessionName")
                .putNull("sessionStartedAt")
                .putNull("sourceIdentity")
                .putNull("onBehalfOf")
                .putNull("identityStoreArn")
                .putNull("provider")
                .putNull("subject")
                .putNull("issuerType")
                .putNull("assumedRoot");
        finding.putObject("origin")
                .put("sourceAddress", Story.SOURCE_ADDRESS)
                .put("userAgent", Story.AMENDED_USER_AGENT)
                .put("console", false);
        finding.putObject("target")
                .put("kind", "signing-certificate")
                .put("userName", "payments")
                .put(
                        "certificateId",
                        record.at("/requestParameters/certificateId").asText())
                .putNull("providerArn")
                .putNull("clientId")
                .putNull("resource");
        finding.putArray("signals")
                .addObject()
                .put("code", "actor-not-owner")
                .put("weight", 1)
                .put("why", "The caller is not the user whose credential was touched.");
        finding.set("scenarios", told.path("scenarios"));
        finding.set(
                "history",
                service.api()
                        .json("/api/v1/findings/" + record.path("eventID").asText())
                        .path("history"));
        ObjectNode session = finding.putObject("session")
                .put("result", "no-temporary-key")
                .put("why", "The call was not made with a temporary access key.");
        session.putArray("links");
        session.putNull("activity").putNull("lookedAt").putNull("againAt");
        finding.set("impact", told.path("impact"));
        finding.set("record", amended(record));
        return finding;
    }

    @Test
    void everyScenarioIsHeldAgainstAFindingAndExplained() {
        JsonNode finding = service.api()
                .json("/api/v1/findings/" + story.deleted().path("eventID").asText());
        JsonNode catalogue = service.api().json("/api/v1/catalogue/iam-signing-certificate-deleted");

        assertThat(finding.path("scenarios")).hasSameSizeAs(catalogue.path("scenarios"));
        assertThat(catalogue.path("scenarios"))
                .allSatisfy(scenario -> assertThat(finding.path("scenarios")).anySatisfy(fit -> {
                    assertThat(fit.path("id")).isEqualTo(scenario.path("id"));
                    assertThat(fit.path("title")).isEqualTo(scenario.path("title"));
                    assertThat(fit.path("fit").asText()).isIn("likely", "possible", "unlikely");
                    assertThat(fit.path("why").asText())
                            .endsWith(scenario.path("explanation").asText());
                }));
    }

    private static JsonNode amended(ObjectNode record) {
        ObjectNode amended =
                record.deepCopy().put("eventID", Story.AMENDMENT_ID).put("userAgent", Story.AMENDED_USER_AGENT);
        amended.putObject("addendum")
                .put("reason", "UPDATED_DATA")
                .put("updatedFields", "userAgent")
                .put("originalEventID", record.path("eventID").asText());
        return amended;
    }

    @Test
    void anAmendmentIsInTheHistoryOfItsFinding() {
        String id = story.deleted().path("eventID").asText();

        assertThat(service.api().json("/api/v1/findings/" + id).path("history"))
                .extracting(
                        entry -> entry.path("what").asText(),
                        entry -> entry.path("note").asText(""))
                .containsExactly(tuple("detected", ""), tuple("amended", "by CloudTrail event " + Story.AMENDMENT_ID));
    }

    @Test
    void everyOutcomeIsTold() {
        assertThat(service.api().findings())
                .extracting(finding -> finding.path("eventName").asText() + " "
                        + finding.path("outcome").asText() + " "
                        + finding.path("errorCode").asText("-") + " "
                        + finding.path("severity").asText() + " "
                        + finding.at("/actor/name").asText())
                .containsExactlyInAnyOrder(
                        Records.CERTIFICATE + " succeeded - high erin",
                        Records.CERTIFICATE + " failed NoSuchEntityException low erin",
                        Records.CERTIFICATE + " denied AccessDenied medium mallory",
                        Records.CLIENT_ID + " succeeded - high erin",
                        Records.CLIENT_ID + " denied AccessDenied medium mallory");
    }

    @Test
    void listsLeaveTheRecordOut() {
        assertThat(service.api().findings())
                .allSatisfy(
                        finding -> assertThat(finding.path("record").isNull()).isTrue());
    }

    @Test
    void aRecordThatCannotBeReadIsKeptAndShown() {
        JsonNode quarantine = service.api().json("/api/v1/quarantine");
        String at = quarantine.at("/items/0/quarantinedAt").asText();

        ObjectNode expected = Answer.JSON.createObjectNode();
        expected.putArray("items")
                .addObject()
                .put("id", Story.UNREADABLE_ID)
                .put("account", "default")
                .put("region", "us-east-1")
                .put("eventName", Records.CERTIFICATE)
                .put("reason", "ends in the middle of its JSON text")
                .put("quarantinedAt", at)
                .put("record", Story.UNREADABLE);
        expected.put("total", 1);
        assertThat(quarantine.toString()).isEqualTo(expected.toString());
        assertThat(Instant.parse(at)).isBetween(begun, Instant.now());
    }

    @Test
    void metricsCountEveryFindingOnce() {
        Metrics metrics = service.metrics();

        assertThat(findingsSeries(metrics, "tamperwatch_findings_total"))
                .containsExactlyInAnyOrder(
                        "iam-signing-certificate-deleted high default succeeded 1",
                        "iam-signing-certificate-deleted medium default denied 1",
                        "iam-signing-certificate-deleted low default failed 1",
                        "iam-oidc-client-id-removed high default succeeded 1",
                        "iam-oidc-client-id-removed medium default denied 1");
        assertThat(findingsSeries(metrics, "tamperwatch_findings_open"))
                .containsExactlyInAnyOrder(
                        "iam-signing-certificate-deleted high default - 1",
                        "iam-signing-certificate-deleted medium default - 1",
                        "iam-signing-certificate-deleted low default - 1",
                        "iam-oidc-client-id-removed high default - 1",
                        "iam-oidc-client-id-removed medium default - 1");
        assertThat(metrics.sum("tamperwatch_quarantines_total")).isEqualTo(1);
    }

    private static List<String> findingsSeries(Metrics metrics, String name) {
        return metrics.named(name).stream()
                .filter(sample -> sample.value() != 0)
                .map(sample -> "%s %s %s %s %.0f"
                        .formatted(
                                sample.labels().get("detection"),
                                sample.labels().get("severity"),
                                sample.labels().get("account"),
                                sample.labels().getOrDefault("outcome", "-"),
                                sample.value()))
                .toList();
    }

    @Test
    void theWatchSaysThatItIsComplete() {
        JsonNode watch = service.watch();

        assertThat(watch.path("account").asText()).isEqualTo("default");
        assertThat(watch.path("accountId").asText()).isEqualTo("111122223333");
        assertThat(watch.path("region").asText()).isEqualTo("us-east-1");
        assertThat(watch.path("gaps")).isEmpty();
        assertThat(watch.at("/lastPoll/outcome").asText()).isEqualTo("ok");
        assertThat(watch.at("/lastPoll/error").isNull()).isTrue();
        assertThat(watch.path("budget").asDouble()).isEqualTo(BUDGET);
        assertThat(Instant.parse(watch.path("completeUntil").asText()))
                .isAfter(Instant.parse(story.deleted().path("eventTime").asText())
                        .minusSeconds(1));
        assertThat(watch.path("readings"))
                .extracting(reading -> reading.path("by").asText() + " "
                        + reading.path("value").asText() + " " + reading.path("everyPoll") + " "
                        + reading.path("catchUp"))
                .containsExactlyInAnyOrder(
                        "EventName " + Records.CERTIFICATE + " true null",
                        "EventName " + Records.CLIENT_ID + " true null");
    }

    @Test
    void everySeriesIsThereAtZeroInTheFirstScrape() {
        List<String> missing = new ArrayList<>();
        for (String detection : DETECTIONS) {
            for (String severity : SEVERITIES) {
                for (String outcome : OUTCOMES) {
                    zero(missing, "tamperwatch_findings_total", findings(detection, severity, outcome));
                }
                zero(missing, "tamperwatch_findings_open", findings(detection, severity, null));
            }
        }
        Stream.concat(LOOKUP_RESULTS.stream(), Stream.of("store", "fault", "stopped"))
                .filter(result -> !result.equals("ok"))
                .forEach(result -> zero(missing, "tamperwatch_polls_total", watchLabels(result)));
        LOOKUP_RESULTS.stream()
                .filter(result -> !result.equals("ok"))
                .forEach(result -> zero(missing, "tamperwatch_lookup_requests_total", watchLabels(result)));
        Stream.of("accepted", "missing", "malformed", "unknown")
                .forEach(result -> zero(missing, "tamperwatch_authentications_total", Map.of("result", result)));
        Stream.of(
                        "tamperwatch_events_read_total",
                        "tamperwatch_events_duplicate_total",
                        "tamperwatch_events_late_total",
                        "tamperwatch_quarantines_total",
                        "tamperwatch_quarantined_records",
                        "tamperwatch_event_visibility_delay_seconds_count",
                        "tamperwatch_event_visibility_delay_seconds_sum")
                .forEach(name -> zero(missing, name, Map.of()));
        zero(missing, "tamperwatch_coverage_gap_seconds", Map.of("account", "default", "region", "us-east-1"));

        assertThat(missing).isEmpty();
    }

    /** These may have moved on by themselves before anybody could look. */
    @Test
    void everySeriesThatMovesByItselfIsThereInTheFirstScrape() {
        assertThat(first.named("tamperwatch_polls_total"))
                .extracting(Metrics.Sample::labels)
                .contains(watchLabels("ok"));
        assertThat(first.named("tamperwatch_lookup_requests_total"))
                .extracting(Metrics.Sample::labels)
                .contains(watchLabels("ok"));
        assertThat(first.named("tamperwatch_complete_until_timestamp_seconds"))
                .extracting(Metrics.Sample::labels)
                .containsExactly(Map.of("account", "default", "region", "us-east-1"));
        assertThat(first.named("tamperwatch_poll_duration_seconds_count")).hasSize(1);
        assertThat(first.named("tamperwatch_build_info"))
                .singleElement()
                .satisfies(build -> assertThat(build.value()).isEqualTo(1));
        assertThat(first.named("tamperwatch_event_visibility_delay_seconds_bucket"))
                .extracting(bucket -> bucket.labels().get("le"))
                .contains("300.0", "86400.0", "+Inf");
    }

    private static Map<String, String> findings(String detection, String severity, String outcome) {
        return outcome == null
                ? Map.of("detection", detection, "severity", severity, "account", "default")
                : Map.of("detection", detection, "severity", severity, "account", "default", "outcome", outcome);
    }

    private static Map<String, String> watchLabels(String result) {
        return Map.of("account", "default", "region", "us-east-1", "result", result);
    }

    private static void zero(List<String> missing, String name, Map<String, String> labels) {
        boolean there =
                first.named(name).stream().anyMatch(sample -> sample.labels().equals(labels) && sample.value() == 0);
        if (!there) {
            missing.add(name + labels);
        }
    }

    @Test
    void onlyLooksEventsUpByOneNameInAFixedWindow() {
        assertThat(lookups).isNotEmpty().allSatisfy(lookup -> {
            Set<String> members = new TreeSet<>();
            lookup.fieldNames().forEachRemaining(members::add);
            assertThat(members)
                    .isSubsetOf("StartTime", "EndTime", "LookupAttributes", "MaxResults", "NextToken")
                    .contains("StartTime", "EndTime");
            assertThat(lookup.path("StartTime").asLong())
                    .isLessThanOrEqualTo(lookup.path("EndTime").asLong());
            assertThat(lookup.path("LookupAttributes")).hasSize(1);
            assertThat(lookup.at("/LookupAttributes/0/AttributeKey").asText()).isEqualTo("EventName");
            assertThat(lookup.at("/LookupAttributes/0/AttributeValue").asText())
                    .isIn(Records.CERTIFICATE, Records.CLIENT_ID);
        });
    }

    @Test
    void asksAwsForNothingThatWrites() {
        assertThat(aws.requests().all())
                .extracting(entry -> entry.request().operation())
                .allMatch(operation -> operation.matches("LookupEvents|(Get|List|Generate)[A-Za-z]+"));
        assertThat(aws.requests().all())
                .filteredOn(entry -> entry.request().operation().equals("GetCallerIdentity"))
                .hasSizeBetween(1, 2);
    }

    @Test
    void staysWithinTheBudget() {
        List<Instant> times =
                aws.requests().of(new Scope(AwsEmulator.ACCOUNT.id(), "us-east-1"), "LookupEvents").stream()
                        .map(RequestLog.Entry::request)
                        .map(request -> request.at())
                        .sorted()
                        .toList();
        double seconds = Duration.between(times.getFirst(), times.getLast()).toMillis() / 1000.0;

        // as many as four may have been held up on their way and arrive late
        assertThat((double) times.size()).isLessThanOrEqualTo(seconds * BUDGET + 1 + 4);
    }

    @Test
    void eachPortAnswersItsOwnOnly() {
        assertThat(service.api().get("/q/openapi").status()).isEqualTo(200);
        assertThat(Stream.of("/q/health", "/q/health/ready", "/q/health/live", "/q/metrics"))
                .allSatisfy(path -> assertThat(service.api().get(path).status()).isEqualTo(404));
        assertThat(Stream.of("/q/health", "/q/health/ready", "/q/health/live", "/q/health/started", "/q/metrics"))
                .allSatisfy(path ->
                        assertThat(service.management().get(path).status()).isEqualTo(200));
        assertThat(Stream.of("/q/openapi", "/api/v1/findings", "/api/v1/watches", "/"))
                .allSatisfy(path ->
                        assertThat(service.management().get(path).status()).isEqualTo(404));
    }

    @Test
    void theManagementPortTellsNoFinding() {
        String told = Stream.of("/q/metrics", "/q/health", "/")
                .map(path -> service.management().get(path).body())
                .reduce("", String::concat);

        assertThat(told)
                .doesNotContain(story.eventIds())
                .doesNotContain(secrets())
                .doesNotContain(Story.SOURCE_ADDRESS, "mallory");
    }

    /** What lets somebody in, and what is only in records. */
    private static List<String> secrets() {
        return List.of(
                AwsEmulator.SECRET_ACCESS_KEY,
                AwsEmulator.ACCESS_KEY_ID,
                "AKIA000000000ERIN111",
                Story.PROVIDER,
                "payments",
                "userIdentity",
                "requestParameters");
    }

    @Test
    void everyLineOfTheLogIsJsonAndHoldsNoRecordAndNoCredential() {
        assertThat(service.err().lines()).isEmpty();
        assertThat(service.out().lines())
                .isNotEmpty()
                .allSatisfy(line -> assertThat(
                                new Answer(200, "", line).json().path("message").asText())
                        .isNotBlank());
        assertThat(service.out().text()).doesNotContain(secrets());
    }

    @Test
    void theLogNamesEveryFindingOnce() {
        List<String> findings = service.out().lines().stream()
                .map(line -> new Answer(200, "", line).json().path("message").asText())
                .filter(message -> message.startsWith("finding id="))
                .toList();
        JsonNode deleted = story.deleted();

        assertThat(findings)
                .hasSize(5)
                .contains(
                        "finding id=\"%s\" detection=iam-signing-certificate-deleted severity=high outcome=succeeded change=changed account=default occurredAt=%s actor=\"arn:aws:iam::111122223333:user/erin\" from=\"%s\""
                                .formatted(
                                        deleted.path("eventID").asText(),
                                        deleted.path("eventTime").asText(),
                                        Story.SOURCE_ADDRESS));
    }

    @Test
    void endsSoonAndInOrderWhenAskedTo(@TempDir Path elsewhere) {
        try (AwsEmulator other = AwsEmulator.start(Clock.systemUTC());
                LaunchedService another = Launch.watching(other, elsewhere)
                        .set("tamperwatch.poll.budget", "2")
                        .start()) {
            other.lookupRate(Double.POSITIVE_INFINITY);
            another.awaitPolls(1);

            Ended ended = another.terminate();

            assertThat(ended.exitCode()).isEqualTo(Ended.TERMINATED);
            assertThat(ended.took()).isLessThan(Duration.ofSeconds(5));
            assertThat(ended.lines()).noneMatch(line -> line.contains("\"ERROR\"") || line.contains("\"WARN\""));
        }
    }
}
