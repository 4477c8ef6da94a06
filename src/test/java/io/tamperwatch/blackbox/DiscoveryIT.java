package io.tamperwatch.blackbox;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.MissingNode;
import io.tamperwatch.emulator.Account;
import io.tamperwatch.emulator.AwsEmulator;
import io.tamperwatch.emulator.Fault;
import io.tamperwatch.emulator.Organization;
import io.tamperwatch.emulator.ServiceName;
import java.nio.file.Path;
import java.time.Clock;
import java.util.Optional;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Accounts of an organization and Regions of accounts come and go while the product runs, and over a restart. */
class DiscoveryIT {

    private static final Account FIRST = Account.of("444455550001");
    private static final Account SECOND = Account.of("444455550002");
    private static final Account WITHOUT_ROLE = Account.of("444455550003");

    @TempDir
    Path directory;

    private final AwsEmulator aws = AwsEmulator.start(Clock.systemUTC());

    @AfterEach
    void stop() {
        aws.close();
    }

    @Test
    void watchesAccountsAsTheyComeAndGo() {
        aws.lookupRate(Double.POSITIVE_INFINITY);
        aws.organization().add(AwsEmulator.ACCOUNT, "management", Organization.ROOT);
        join(FIRST);
        aws.organization().add(WITHOUT_ROLE, "no role", Organization.ROOT);
        try (LaunchedService service = launch().start()) {
            service.until(
                    "first is read", () -> outcome(service, FIRST, "us-east-1").equals("ok"));
            service.until(
                    "no role", () -> outcome(service, WITHOUT_ROLE, "us-east-1").equals("credentials"));
            assertThat(watch(service, AwsEmulator.ACCOUNT, "us-east-1").isMissingNode())
                    .isTrue();
            service.until(
                    "Regions are known",
                    () -> outcome(service, FIRST, "eu-west-1").equals("ok"));

            join(SECOND);
            service.until(
                    "second is read",
                    () -> outcome(service, SECOND, "us-east-1").equals("ok"));
            assertThat(polls(service, SECOND)).isPositive();

            aws.organization().state(FIRST, "SUSPENDED");
            service.until("first has ended", () -> ended(service, FIRST).contains("suspended"));
            assertThat(service.metrics().named("tamperwatch_complete_until_timestamp_seconds"))
                    .noneMatch(sample -> FIRST.id().equals(sample.labels().get("account")));
            assertThat(outcome(service, FIRST, "us-east-1")).isEqualTo("ok");
        }
        aws.faults(request ->
                request.service() == ServiceName.ORGANIZATIONS ? Optional.of(Fault.unavailable()) : Optional.empty());
        try (LaunchedService service = launch().start()) {
            service.until(
                    "goes on with what was known",
                    () -> outcome(service, SECOND, "us-east-1").equals("ok"));
            service.until("says why", () -> !discovery(service).path("error").isNull());
            assertThat(ended(service, FIRST)).contains("suspended");
            assertThat(service.api().get("/watches").body())
                    .contains("The accounts of the organization were not listed", "not listed by this replica");
            assertThat(watch(service, FIRST, "us-east-1").path("completeUntil").isNull())
                    .isFalse();
            aws.healthy();
            aws.organization().state(FIRST, "ACTIVE");
            service.until(
                    "first is back",
                    () -> outcome(service, FIRST, "us-east-1").equals("ok")
                            && watch(service, FIRST, "us-east-1").path("ended").isNull());
        }
    }

    private Launch launch() {
        return Launch.watching(aws, directory)
                .set("tamperwatch.detections", "all")
                .set("tamperwatch.organization.role-name", "tamperwatch")
                .set("tamperwatch.organization.exclude", AwsEmulator.ACCOUNT.id())
                .set("tamperwatch.organization.regions", "all")
                .set("tamperwatch.organization.every", "5s");
    }

    private void join(Account account) {
        Members.giveRole(aws, account);
        aws.organization().add(account, "a member", Organization.ROOT);
    }

    private static JsonNode discovery(LaunchedService service) {
        return service.api().json("/api/v1/watches").path("discovery");
    }

    private static JsonNode watch(LaunchedService service, Account account, String region) {
        for (JsonNode watch : service.api().json("/api/v1/watches").path("items")) {
            if (watch.path("account").asText().equals(account.id())
                    && watch.path("region").asText().equals(region)) {
                return watch;
            }
        }
        return MissingNode.getInstance();
    }

    private static String outcome(LaunchedService service, Account account, String region) {
        return watch(service, account, region).path("lastPoll").path("outcome").asText("");
    }

    private static String ended(LaunchedService service, Account account) {
        return watch(service, account, "us-east-1").path("ended").asText("");
    }

    private static double polls(LaunchedService service, Account account) {
        return service.metrics().sum("tamperwatch_polls_total", "account", account.id());
    }
}
