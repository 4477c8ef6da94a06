package io.tamperwatch.emulator;

import com.fasterxml.jackson.databind.JsonNode;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.atomic.AtomicLong;
import org.jspecify.annotations.Nullable;

/**
 * The CloudTrail event history of any number of accounts and Regions, with the semantics of LookupEvents as AWS
 * documents them; without HTTP and without its rate limit. Safe for use by several threads.
 *
 * <p>A page shows what is visible at the moment it is asked for. An event that becomes visible while somebody pages
 * appears on a later page when it is older than the place reached, and not at all in that run when it is newer: AWS
 * promises no more.
 */
public final class CloudTrailHistory {

    /** How long AWS keeps the event history. */
    public static final Duration RETENTION = Duration.ofDays(90);

    private static final int LARGEST_PAGE = 50;
    private static final int LONGEST_VALUE = 2000;
    private static final Set<String> KEYS = Set.of(
            "EventId",
            "EventName",
            "ReadOnly",
            "Username",
            "ResourceType",
            "ResourceName",
            "EventSource",
            "AccessKeyId");

    private final Clock clock;
    private final PageTokens tokens = new PageTokens(Duration.ofHours(1));
    private final Map<Scope, EventIndex> scopes = new ConcurrentHashMap<>();
    private final AtomicLong sequence = new AtomicLong();
    private volatile int capacity = Integer.MAX_VALUE;

    public CloudTrailHistory(Clock clock) {
        this.clock = clock;
    }

    /** How long a next token is good; AWS does not say, one hour here unless changed. */
    public void tokenLifetime(Duration lifetime) {
        tokens.lifetime(lifetime);
    }

    /** Every next token given out so far is refused from now on. */
    public void forgetTokens() {
        tokens.forget();
    }

    /** How many events an account and Region keep at most: the oldest go first. Unlimited unless set. */
    public void capacity(int events) {
        capacity = events;
    }

    /** Adds a record to the account and Region it names; the same record may be added twice, as CloudTrail does. */
    public void add(JsonNode record, Instant visibleAt) {
        String account = record.path("recipientAccountId").asText();
        add(new Scope(account, record.path("awsRegion").asText()), HistoryEvent.of(record), visibleAt);
    }

    /** @param visibleAt from when on a lookup finds it, which may be long after it occurred */
    public void add(Scope scope, HistoryEvent event, Instant visibleAt) {
        EventIndex index = scopes.computeIfAbsent(scope, unknown -> new EventIndex());
        Position position = new Position(event.eventTime().getEpochSecond(), sequence.incrementAndGet());
        index.add(position, new EventIndex.Entry(event, visibleAt));
        if (capacity != Integer.MAX_VALUE && index.size() > capacity) {
            index.removeOldest();
        }
    }

    /** @throws ServiceError as AWS refuses the query */
    public HistoryPage lookup(LookupQuery query) {
        Instant now = clock.instant();
        int limit = limit(query);
        LookupQuery.@Nullable Attribute attribute = attribute(query);
        Instant end = query.end() == null ? now : query.end();
        Instant start = start(query, end, now);
        Position before = query.nextToken() == null
                ? new Position(end.getEpochSecond(), Long.MAX_VALUE)
                : tokens.open(query.nextToken(), query, now);
        if (!isManagement(query.category())) {
            return new HistoryPage(List.of(), null);
        }
        EventIndex index = scopes.get(query.scope());
        if (index == null) {
            return new HistoryPage(List.of(), null);
        }
        return page(query, index.events(attribute).tailMap(before, false), start, limit, now);
    }

    private HistoryPage page(
            LookupQuery query, Map<Position, EventIndex.Entry> older, Instant start, int limit, Instant now) {
        List<HistoryEvent> events = new ArrayList<>(limit);
        @Nullable Position last = null;
        for (Map.Entry<Position, EventIndex.Entry> each : older.entrySet()) {
            if (each.getKey().second() < start.getEpochSecond()) {
                break;
            }
            if (each.getValue().visibleAt().isAfter(now)) {
                continue;
            }
            if (last != null && events.size() == limit) {
                return new HistoryPage(events, tokens.issue(query, last, now));
            }
            events.add(each.getValue().event());
            last = each.getKey();
        }
        return new HistoryPage(events, null);
    }

    private static Instant start(LookupQuery query, Instant end, Instant now) {
        Instant oldest = now.minus(RETENTION);
        if (query.start() == null) {
            return oldest;
        }
        if (query.start().isAfter(end)) {
            throw new ServiceError(400, "InvalidTimeRangeException", "Start time must be before or equal to end time.");
        }
        return query.start().isBefore(oldest) ? oldest : query.start();
    }

    private static int limit(LookupQuery query) {
        int limit = query.maxResults() == null ? LARGEST_PAGE : query.maxResults();
        if (limit < 1 || limit > LARGEST_PAGE) {
            throw new ServiceError(
                    400, "InvalidMaxResultsException", "A maximum results value of " + limit + " is invalid.");
        }
        return limit;
    }

    private static LookupQuery.@Nullable Attribute attribute(LookupQuery query) {
        if (query.attributes().isEmpty()) {
            return null;
        }
        LookupQuery.Attribute attribute = query.attributes().getFirst();
        if (query.attributes().size() > 1 || !KEYS.contains(attribute.key()) || !isAllowed(attribute.value())) {
            throw new ServiceError(
                    400, "InvalidLookupAttributesException", "You must specify one valid lookup attribute.");
        }
        return attribute;
    }

    /** Some characters count twice towards the longest value. */
    private static boolean isAllowed(String value) {
        long counted = value.length()
                + value.chars().filter(c -> "_ ,\n".indexOf(c) >= 0).count();
        return counted >= 1 && counted <= LONGEST_VALUE;
    }

    private static boolean isManagement(@Nullable String category) {
        if (category != null && !category.equals("insight")) {
            throw new ServiceError(400, "InvalidEventCategoryException", "Event category is not valid.");
        }
        return category == null;
    }
}
