package io.tamperwatch.session;

import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.tamperwatch.event.EventRecord;
import io.tamperwatch.event.EventRecordParser;
import io.tamperwatch.event.ParseOutcome.Parsed;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** Event history of one account: events are found by what a test has put them under. */
final class TestingSessionHistory implements SessionHistory {

    private record Place(String region, By by, String value) {}

    private static final ObjectMapper JSON = new ObjectMapper();
    private static final EventRecordParser PARSER = new EventRecordParser();

    final List<Question> asked = new ArrayList<>();
    final Map<String, Answer> failing = new HashMap<>();
    List<String> regions = List.of("us-east-1");
    boolean cut;
    boolean breaks;
    int cutsAfter = Integer.MAX_VALUE;
    private final Map<Place, List<EventRecord>> events = new HashMap<>();

    @Override
    public List<String> regions(String account) {
        return account.equals("production") ? regions : List.of();
    }

    @Override
    public Answer ask(Question question) {
        asked.add(question);
        if (breaks) {
            throw new IllegalStateException("a fault");
        }
        Answer failure = failing.get(question.region());
        if (failure != null) {
            return failure;
        }
        List<EventRecord> found =
                events.getOrDefault(new Place(question.region(), question.by(), question.value()), List.of()).stream()
                        .filter(event -> !event.eventTime().isBefore(question.from())
                                && !event.eventTime().isAfter(question.until()))
                        .sorted(Comparator.comparing(EventRecord::eventTime).reversed())
                        .toList();
        if (found.size() > cutsAfter) {
            return new Events(found.subList(0, cutsAfter), false);
        }
        return new Events(found, !(cut && question.by() == By.ACCESS_KEY_ID));
    }

    void put(String region, By by, String value, ObjectNode record) {
        events.computeIfAbsent(new Place(region, by, value), unknown -> new ArrayList<>())
                .add(((Parsed) PARSER.parse(record.put("awsRegion", region).toString())).record());
    }

    /** An event that issued this key to its caller. */
    void issued(String region, String key, ObjectNode record) {
        record.putObject("responseElements")
                .putObject("credentials")
                .put("accessKeyId", key)
                .put("expiration", "Mar 1, 2026, 1:00:00 PM");
        put(region, By.RESOURCE_NAME, key, record);
    }

    static ObjectNode record(String id, String source, String name, Instant at, ObjectNode identity) {
        ObjectNode record = JSON.createObjectNode()
                .put("eventVersion", "1.11")
                .put("eventID", id)
                .put("eventSource", source)
                .put("eventName", name)
                .put("eventTime", at.toString())
                .put("sourceIPAddress", "192.0.2.40")
                .put("userAgent", "aws-cli/2");
        record.set("userIdentity", identity);
        record.putObject("requestParameters").put("roleArn", "arn:aws:iam::111122223333:role/ops");
        return record;
    }

    static ObjectNode identity(String type, @Nullable String key) {
        ObjectNode identity = JSON.createObjectNode().put("type", type);
        if (key != null) {
            identity.put("accessKeyId", key);
        }
        return identity;
    }
}
