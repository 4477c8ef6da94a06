package io.tamperwatch.benchmark;

import static java.nio.charset.StandardCharsets.ISO_8859_1;
import static java.nio.charset.StandardCharsets.US_ASCII;

import java.io.BufferedInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.net.Socket;
import java.net.URLDecoder;
import java.time.Instant;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.atomic.AtomicLong;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/**
 * Answers LookupEvents, AssumeRole and GetCallerIdentity as AWS does, from a history that is written by copying bytes:
 * whoever reads it is what is measured. Has a process of its own and ends with its standard input.
 *
 * <p>Whose history is asked for shows in the access key, which AssumeRole makes from the account's number. Any other
 * caller has an empty history.
 */
final class ReplayServer {

    static final long FIRST_ACCOUNT = 111_122_220_000L;

    /** AWS's own limit. */
    private static final int LARGEST_PAGE = 50;

    private static final String JSON = "application/x-amz-json-1.1";

    private static final String DENIED = """
        <ErrorResponse xmlns="https://iam.amazonaws.com/doc/2010-05-08/"><Error><Type>Sender</Type>\
        <Code>AccessDenied</Code><Message>not authorized to perform this</Message></Error></ErrorResponse>\
        """;

    /** Whoever calls with a key that no role gave. */
    private static final String NOBODY = "000000000000";

    private static final long HOUR = 3600;
    private static final long SEVEN_DAYS = 7 * 24 * HOUR;
    private static final Pattern ACCESS_KEY = Pattern.compile("Credential=ASIA0000(\\d{12})/");
    private static final Pattern ROLE = Pattern.compile("RoleArn=arn:aws:iam::(\\d{12}):");
    private static final Pattern LENGTH = Pattern.compile("(?i)\r\ncontent-length: *(\\d+)");

    private static final Map<String, String> DEFAULTS = Map.of(
            "port", "18400", "accounts", "20", "events", "0", "limit", "0", "live", "0", "delay", "0", "begin", "0");

    private final Map<String, ReplayedHistory> histories = new ConcurrentHashMap<>();
    private final Map<String, LiveHistory> live = new ConcurrentHashMap<>();
    private final Map<String, RateLimit> limits = new ConcurrentHashMap<>();
    private final double limit;
    private final Ledger ledger = new Ledger();
    private final AtomicLong lookups = new AtomicLong();
    private final AtomicLong events = new AtomicLong();

    /**
     * The events of every history end three hours ago, out of the reach of polls, and begin within a back-fill.
     *
     * @param limit lookups a second in each account, beyond which they are refused; 0 for no limit
     */
    private ReplayServer(int accounts, int eventsOfEachName, double limit) {
        this.limit = limit;
        long newest = Instant.now().getEpochSecond() - 3 * HOUR;
        long seconds = SEVEN_DAYS - 8 * HOUR;
        int identity = 1;
        for (int i = 0; i < accounts; i++) {
            String account = String.valueOf(FIRST_ACCOUNT + i);
            for (String name : List.of(SyntheticRecords.CERTIFICATE_DELETED, SyntheticRecords.CLIENT_REMOVED)) {
                List<RecordTemplate> templates = SyntheticRecords.of(account, name);
                histories.put(
                        account + name, new ReplayedHistory(templates, identity++, eventsOfEachName, newest, seconds));
            }
        }
    }

    /**
     * Options: port, accounts, events of each of the two names in each account, limit of lookups a second. With live other than
     * 0 an event of each name happens in each account every so many milliseconds from begin on, and is visible after delay at most.
     */
    public static void main(String[] args) throws IOException {
        Options options = Options.of(args, DEFAULTS);
        ReplayServer server =
                new ReplayServer(options.number("accounts"), options.number("events"), options.decimal("limit"));
        if (options.number("live") > 0) {
            server.live.putAll(live(
                    options.number("accounts"),
                    Long.parseLong(options.text("begin")),
                    options.number("live"),
                    options.number("delay")));
        }
        Thread.ofPlatform().daemon().start(ReplayServer::endWithStandardInput);
        try (ServerSocket socket = new ServerSocket(options.number("port"), 256, InetAddress.getLoopbackAddress())) {
            System.out.println("ready");
            while (true) {
                Socket connection = socket.accept();
                Thread.ofPlatform().daemon().start(() -> server.serve(connection));
            }
        }
    }

    /** What happens in the accounts, by account and name; the same in every process that is given the same. */
    static Map<String, LiveHistory> live(int accounts, long beginMillis, long everyMillis, long delayMillis) {
        Map<String, LiveHistory> live = new LinkedHashMap<>();
        for (int i = 0; i < accounts; i++) {
            String account = String.valueOf(FIRST_ACCOUNT + i);
            for (String name : List.of(SyntheticRecords.CERTIFICATE_DELETED, SyntheticRecords.CLIENT_REMOVED)) {
                live.put(
                        account + name,
                        new LiveHistory(
                                SyntheticRecords.of(account, name),
                                1_000_003 * (live.size() + 1),
                                beginMillis,
                                everyMillis,
                                delayMillis));
            }
        }
        return live;
    }

    private static void endWithStandardInput() {
        try {
            while (System.in.read() >= 0) {
                // nothing is said there
            }
        } catch (IOException e) {
            System.err.println(e);
        }
        System.exit(0);
    }

    private void serve(Socket connection) {
        try (connection;
                InputStream in = new BufferedInputStream(connection.getInputStream(), 8192)) {
            connection.setTcpNoDelay(true);
            for (String head = head(in); !head.isEmpty(); head = head(in)) {
                Matcher length = LENGTH.matcher(head);
                byte[] body = in.readNBytes(length.find() ? Integer.parseInt(length.group(1)) : 0);
                answer(connection, head, new String(body, ISO_8859_1));
            }
        } catch (IOException e) {
            // the caller has gone
        }
    }

    private static String head(InputStream in) throws IOException {
        StringBuilder head = new StringBuilder(2048);
        int end = 0;
        while (end < 4) {
            int c = in.read();
            if (c < 0) {
                return "";
            }
            head.append((char) c);
            end = c == "\r\n\r\n".charAt(end) ? end + 1 : c == '\r' ? 1 : 0;
        }
        return head.toString();
    }

    private void answer(Socket connection, String head, String body) throws IOException {
        if (head.contains(".LookupEvents")) {
            lookup(connection, head, body);
        } else if (head.startsWith("GET /ledger")) {
            send(connection, "200 OK", "text/plain", ledger.write());
        } else if (head.startsWith("GET ")) {
            send(connection, "200 OK", "text/plain", lookups + " " + events);
        } else if (body.contains("Action=AssumeRole") || body.contains("Action=GetCallerIdentity")) {
            send(connection, "200 OK", "text/xml", sts(URLDecoder.decode(body, US_ASCII)));
        } else {
            // of a role that may look up events and nothing else
            send(connection, "403 Forbidden", "text/xml", DENIED);
        }
    }

    private void lookup(Socket connection, String head, String body) throws IOException {
        lookups.incrementAndGet();
        Matcher key = ACCESS_KEY.matcher(head);
        String account = key.find() ? key.group(1) : NOBODY;
        String name = member(body, "AttributeValue");
        long now = System.currentTimeMillis();
        boolean allowed = limit == 0
                || limits.computeIfAbsent(account, _ -> new RateLimit(limit)).allows(now);
        ledger.add(account, new Ledger.Entry(now, name, !allowed));
        if (allowed) {
            LiveHistory happening = live.get(account + name);
            ReplayedHistory.Page page = happening == null
                    ? page(histories.get(account + name), body)
                    : happening.page(start(body), end(body), now);
            events.addAndGet(page.events());
            send(connection, "200 OK", JSON, page.body(), page.length());
        } else {
            send(
                    connection,
                    "400 Bad Request",
                    JSON,
                    "{\"__type\":\"ThrottlingException\",\"message\":\"Rate exceeded\"}");
        }
    }

    private static void send(Socket connection, String status, String type, String text) throws IOException {
        byte[] body = text.getBytes(US_ASCII);
        send(connection, status, type, body, body.length);
    }

    private static void send(Socket connection, String status, String type, byte[] body, int length)
            throws IOException {
        byte[] head = ("HTTP/1.1 " + status
                        + "\r\nx-amzn-RequestId: 00000000-0000-4000-8000-000000000000\r\nContent-Type: " + type
                        + "\r\nContent-Length: " + length + "\r\n\r\n")
                .getBytes(US_ASCII);
        byte[] whole = new byte[head.length + length];
        System.arraycopy(head, 0, whole, 0, head.length);
        System.arraycopy(body, 0, whole, head.length, length);
        connection.getOutputStream().write(whole);
    }

    private static ReplayedHistory.Page page(@Nullable ReplayedHistory history, String body) {
        if (history == null) {
            byte[] empty = "{\"Events\":[]}".getBytes(US_ASCII);
            return new ReplayedHistory.Page(empty, empty.length, 0);
        }
        String token = member(body, "NextToken");
        String size = member(body, "MaxResults");
        return history.page(
                start(body),
                end(body),
                token.isEmpty() ? -1 : Integer.parseInt(token.substring("page-".length())),
                size.isEmpty() ? LARGEST_PAGE : Math.min(LARGEST_PAGE, Integer.parseInt(size)));
    }

    private static long start(String body) {
        return (long) Math.ceil(Double.parseDouble(member(body, "StartTime")));
    }

    private static long end(String body) {
        return (long) Math.floor(Double.parseDouble(member(body, "EndTime")));
    }

    /** The text or number of a member in a flat JSON text without escapes; empty when it is not there. */
    private static String member(String json, String name) {
        int at = json.indexOf('"' + name + '"');
        if (at < 0) {
            return "";
        }
        int begin = at + name.length() + 2;
        while (json.charAt(begin) == ':' || json.charAt(begin) == ' ' || json.charAt(begin) == '"') {
            begin++;
        }
        int end = begin;
        while (end < json.length() && "\",}]".indexOf(json.charAt(end)) < 0) {
            end++;
        }
        return json.substring(begin, end);
    }

    private String sts(String form) {
        Matcher role = ROLE.matcher(form);
        if (!role.find()) {
            return """
                <GetCallerIdentityResponse xmlns="https://sts.amazonaws.com/doc/2011-06-15/"><GetCallerIdentityResult>\
                <Arn>arn:aws:iam::111122223333:user/watcher</Arn><UserId>AIDAEXAMPLE0000000001</UserId>\
                <Account>111122223333</Account></GetCallerIdentityResult></GetCallerIdentityResponse>\
                """;
        }
        String account = role.group(1);
        ledger.add(account, new Ledger.Entry(System.currentTimeMillis(), Fleet.ROLE, false));
        return """
            <AssumeRoleResponse xmlns="https://sts.amazonaws.com/doc/2011-06-15/"><AssumeRoleResult><AssumedRoleUser>\
            <Arn>arn:aws:sts::%s:assumed-role/watch/session</Arn><AssumedRoleId>AROAEXAMPLE0000000001:session</AssumedRoleId>\
            </AssumedRoleUser><Credentials><AccessKeyId>ASIA0000%s</AccessKeyId><SecretAccessKey>secret</SecretAccessKey>\
            <SessionToken>token</SessionToken><Expiration>2099-01-01T00:00:00Z</Expiration></Credentials></AssumeRoleResult>\
            </AssumeRoleResponse>\
            """.formatted(account, account);
    }
}
