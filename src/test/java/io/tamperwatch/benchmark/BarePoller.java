package io.tamperwatch.benchmark;

import java.sql.Connection;
import java.sql.DriverManager;
import java.sql.PreparedStatement;
import java.sql.SQLException;
import java.sql.Statement;
import java.time.Duration;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.List;
import java.util.stream.IntStream;
import software.amazon.awssdk.auth.credentials.AwsSessionCredentials;
import software.amazon.awssdk.auth.credentials.StaticCredentialsProvider;
import software.amazon.awssdk.http.urlconnection.UrlConnectionHttpClient;
import software.amazon.awssdk.services.cloudtrail.CloudTrailClient;
import software.amazon.awssdk.services.cloudtrail.model.Event;
import software.amazon.awssdk.services.cloudtrail.model.LookupAttributeKey;
import software.amazon.awssdk.services.cloudtrail.model.LookupEventsRequest;
import software.amazon.awssdk.services.cloudtrail.model.LookupEventsResponse;
import software.amazon.awssdk.services.sts.StsClient;
import software.amazon.awssdk.services.sts.model.Credentials;

/**
 * What {@code usual_poller.py} does and nothing else, by the libraries the product reads and stores with: the least any product
 * made of them could take.
 */
final class BarePoller {

    private static final List<String> NAMES =
            List.of("DeleteSigningCertificate", "RemoveClientIDFromOpenIDConnectProvider");

    private static final int SAY_EVERY = 5_000;

    private final Connection store;
    private final PreparedStatement insert;
    private final Instant end = Instant.now().truncatedTo(ChronoUnit.SECONDS);
    private long stored;
    private long said;

    private BarePoller(Connection store) throws SQLException {
        this.store = store;
        try (Statement statement = store.createStatement()) {
            statement.execute("pragma journal_mode = wal");
            statement.execute("pragma synchronous = normal");
            statement.execute(
                    "create table if not exists event (id text primary key, name text, at integer, record text)");
        }
        insert = store.prepareStatement("insert or ignore into event values (?, ?, ?, ?)");
        store.setAutoCommit(false);
    }

    /** Arguments: database file, first account, number of accounts. Prints how many events it has stored, now and then. */
    public static void main(String[] args) throws SQLException {
        long first = Long.parseLong(args[1]);
        try (Connection store = DriverManager.getConnection("jdbc:sqlite:" + args[0])) {
            BarePoller poller = new BarePoller(store);
            for (int i = 0; i < Integer.parseInt(args[2]); i++) {
                poller.read(first + i);
            }
            System.out.println(poller.stored);
        }
    }

    private void read(long account) throws SQLException {
        try (CloudTrailClient client = client(account)) {
            for (String name : NAMES) {
                String token = null;
                do {
                    LookupEventsResponse page = client.lookupEvents(request(name, token));
                    store(page.events());
                    token = page.nextToken();
                } while (token != null);
            }
        }
    }

    private static CloudTrailClient client(long account) {
        try (StsClient sts =
                StsClient.builder().httpClient(UrlConnectionHttpClient.create()).build()) {
            Credentials role = sts.assumeRole(request -> request.roleArn("arn:aws:iam::" + account + ":role/watch")
                            .roleSessionName("poller"))
                    .credentials();
            return CloudTrailClient.builder()
                    .httpClient(UrlConnectionHttpClient.create())
                    .credentialsProvider(StaticCredentialsProvider.create(AwsSessionCredentials.create(
                            role.accessKeyId(), role.secretAccessKey(), role.sessionToken())))
                    .build();
        }
    }

    private LookupEventsRequest request(String name, String token) {
        return LookupEventsRequest.builder()
                .lookupAttributes(attribute ->
                        attribute.attributeKey(LookupAttributeKey.EVENT_NAME).attributeValue(name))
                .startTime(end.minus(Duration.ofDays(7)))
                .endTime(end)
                .maxResults(50)
                .nextToken(token)
                .build();
    }

    private void store(List<Event> events) throws SQLException {
        for (Event event : events) {
            insert.setString(1, event.eventId());
            insert.setString(2, event.eventName());
            insert.setLong(3, event.eventTime().getEpochSecond());
            insert.setString(4, event.cloudTrailEvent());
            insert.addBatch();
        }
        stored += IntStream.of(insert.executeBatch()).sum();
        store.commit();
        if (stored - said >= SAY_EVERY) {
            said = stored;
            System.out.println(stored);
        }
    }
}
