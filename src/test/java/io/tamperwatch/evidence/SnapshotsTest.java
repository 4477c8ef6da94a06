package io.tamperwatch.evidence;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.tamperwatch.catalogue.Catalogue;
import io.tamperwatch.detect.Detector;
import io.tamperwatch.event.EventRecordParser;
import io.tamperwatch.event.ParseOutcome;
import io.tamperwatch.finding.Finding;
import io.tamperwatch.finding.Impact;
import io.tamperwatch.finding.Knowledge;
import io.tamperwatch.inventory.Held;
import io.tamperwatch.inventory.InventoryStore;
import io.tamperwatch.inventory.Kind;
import io.tamperwatch.inventory.TestingSights;
import io.tamperwatch.store.TestingStores;
import java.nio.file.Path;
import java.time.Instant;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class SnapshotsTest {

    private static final ObjectMapper JSON = new ObjectMapper();
    private static final Instant NOON = Instant.parse("2026-03-10T12:00:00Z");
    private static final String DIGITS = "111122223333";
    private static final String LOGIN = "arn:aws:iam::111122223333:oidc-provider/login.example.com";

    @TempDir
    Path directory;

    private TestingStores stores;
    private InventoryStore inventory;
    private Snapshots snapshots;
    private final Map<String, String> absent = new LinkedHashMap<>();

    @BeforeEach
    void open() {
        stores = new TestingStores(directory);
        inventory = stores.inventory();
        snapshots = new Snapshots(TestingSights.of(inventory));
    }

    @AfterEach
    void close() {
        stores.close();
    }

    @Test
    void holdTheUsersCertificatesBeforeAndAfter() throws Exception {
        Held.Certificate gone = new Held.Certificate("C1", "dana", "BODY 1", "Active", NOON.minusSeconds(900));
        Held.Certificate stays = new Held.Certificate("C2", "dana", "BODY 2", "Inactive", null);
        inventory.sawCertificatesOf(DIGITS, "dana", List.of(gone, stays), NOON.minusSeconds(600));
        inventory.sawCertificatesOf(DIGITS, "dana", List.of(stays), NOON.plusSeconds(30));
        inventory.sawCertificatesOf(DIGITS, "dana", List.of(), NOON.plusSeconds(900));

        Map<String, JsonNode> files = files(deletion(impact(NOON.minusSeconds(600), NOON.plusSeconds(30))));

        assertThat(files).containsOnlyKeys("snapshots/before.json", "snapshots/after.json");
        assertThat(absent).isEmpty();
        assertThat(files.get("snapshots/before.json")).isEqualTo(JSON.readTree("""
            {"asOf": "2026-03-10T12:00:00Z", "things": [
              {"kind": "signing-certificate",
               "firstSeen": "2026-03-10T11:50:00Z", "lastSeen": "2026-03-10T11:50:00Z",
               "held": {"certificateId": "C1", "userName": "dana", "status": "Active",
                        "uploadedAt": "2026-03-10T11:45:00Z", "body": "BODY 1"}},
              {"kind": "signing-certificate",
               "firstSeen": "2026-03-10T11:50:00Z", "lastSeen": "2026-03-10T12:00:00Z",
               "held": {"certificateId": "C2", "userName": "dana", "status": "Inactive",
                        "uploadedAt": null, "body": "BODY 2"}}]}
            """));
        assertThat(files.get("snapshots/after.json")).isEqualTo(JSON.readTree("""
            {"asOf": "2026-03-10T12:00:30Z", "things": [
              {"kind": "signing-certificate",
               "firstSeen": "2026-03-10T11:50:00Z", "lastSeen": "2026-03-10T12:00:30Z",
               "held": {"certificateId": "C2", "userName": "dana", "status": "Inactive",
                        "uploadedAt": null, "body": "BODY 2"}}]}
            """));
    }

    @Test
    void sayThatAProviderIsGone() throws Exception {
        inventory.saw(
                DIGITS,
                List.of(new Held.OidcProvider(
                        LOGIN, "login.example.com", List.of("app"), List.of("00"), Map.of("team", "web"), NOON)),
                NOON.minusSeconds(60));
        inventory.missed(DIGITS, Kind.OIDC_PROVIDER, LOGIN, NOON.plusSeconds(30));

        Map<String, JsonNode> files = files(providerDeletion(impact(NOON.minusSeconds(60), NOON.plusSeconds(30))));

        assertThat(files.get("snapshots/before.json").at("/things/0/held")).isEqualTo(JSON.readTree("""
            {"arn": "arn:aws:iam::111122223333:oidc-provider/login.example.com", "url": "login.example.com",
             "clientIds": ["app"], "thumbprints": ["00"], "tags": {"team": "web"}, "createdAt": "2026-03-10T12:00:00Z"}
            """));
        assertThat(files.get("snapshots/after.json")).isEqualTo(JSON.readTree("""
            {"asOf": "2026-03-10T12:00:30Z", "things": []}
            """));
    }

    @Test
    void sayWhyThereAreNone() throws Exception {
        assertThat(files(deletion(null))).isEmpty();
        assertThat(absent)
                .containsExactly(
                        Map.entry("snapshots/before.json", "no snapshot had seen the target when the event occurred"),
                        Map.entry("snapshots/after.json", "the target has not been looked at since the event"));

        absent.clear();
        Impact unread = new Impact("", null, null, null, null, List.of("iam:X is not allowed."), NOON, 1);
        assertThat(files(deletion(unread))).isEmpty();
        assertThat(absent).containsEntry("snapshots/after.json", "iam:X is not allowed.");
    }

    private Map<String, JsonNode> files(Finding finding) {
        List<Piece> pieces = new ArrayList<>();
        snapshots.add(finding, pieces, absent);
        return pieces.stream().collect(Collectors.toMap(Piece::path, piece -> read(piece.content())));
    }

    private static JsonNode read(byte[] content) {
        try {
            return JSON.readTree(new String(content, UTF_8));
        } catch (java.io.IOException e) {
            throw new java.io.UncheckedIOException(e);
        }
    }

    private static Impact impact(Instant before, Instant after) {
        return new Impact("", before, after, null, null, List.of(), NOON, 1);
    }

    private static Finding deletion(@Nullable Impact impact) {
        ObjectNode asked = JSON.createObjectNode().put("userName", "dana").put("certificateId", "C1");
        return finding("DeleteSigningCertificate", asked, impact);
    }

    private static Finding providerDeletion(Impact impact) {
        ObjectNode asked = JSON.createObjectNode().put("openIDConnectProviderArn", LOGIN);
        return finding("DeleteOpenIDConnectProvider", asked, impact);
    }

    private static Finding finding(String event, ObjectNode asked, @Nullable Impact impact) {
        ObjectNode record = JSON.createObjectNode()
                .put("eventVersion", "1.11")
                .put("eventTime", NOON.toString())
                .put("eventSource", "iam.amazonaws.com")
                .put("eventName", event)
                .put("awsRegion", "us-east-1")
                .put("eventID", "e-1")
                .put("recipientAccountId", DIGITS);
        record.set("requestParameters", asked);
        var read = (ParseOutcome.Parsed) new EventRecordParser().parse(record.toString());
        Finding finding = new Detector(Catalogue.builtIn())
                .detect(read.record(), "production", DIGITS, NOON.plusSeconds(20))
                .orElseThrow();
        return impact == null ? finding : finding.knowing(Knowledge.NONE.with(impact));
    }
}
