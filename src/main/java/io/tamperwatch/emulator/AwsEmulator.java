package io.tamperwatch.emulator;

import com.fasterxml.jackson.databind.JsonNode;
import java.net.URI;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.Map;
import java.util.Optional;
import java.util.function.Function;
import java.util.function.Supplier;

/**
 * CloudTrail, IAM, STS, Organizations, Account Management and a little of S3 on one loopback port, for the AWS SDKs and
 * the command line: setting
 * {@code AWS_ENDPOINT_URL} to {@link #url} is enough. It starts with one account and one user whose key may do
 * everything; all its time is the given clock's.
 */
public final class AwsEmulator implements AutoCloseable {

    /** The account that is there from the start. */
    public static final Account ACCOUNT = Account.of("111122223333");

    /** The key of a user who may do everything. */
    public static final String ACCESS_KEY_ID = "AKIA0EMULATOREXAMPLE";

    /** Any text does; the tools want one. */
    public static final String SECRET_ACCESS_KEY = "not-verified-by-the-emulator";

    /** LookupEvents requests a second in each account and Region; AWS does not raise it. */
    public static final double LOOKUP_RATE = 2;

    private final CloudTrailHistory history;
    private final AccessKeys accessKeys = new AccessKeys();
    private final AccessRules rules = new AccessRules();
    private final Throttle throttle = new Throttle(LOOKUP_RATE);
    private final Throttle iamThrottle = new Throttle(Double.POSITIVE_INFINITY);
    private final Throttle stsThrottle = new Throttle(Double.POSITIVE_INFINITY);
    private final Throttle managementThrottle = new Throttle(Double.POSITIVE_INFINITY);
    private final Organization organization = new Organization();
    private final RegionOptIns optIns = new RegionOptIns();
    private final SqsQueue queue;
    private final CallRecorder recorder;
    private final ControlPlane plane;
    private final CloudTrailProtocol trails;
    private final HttpFront front;

    private AwsEmulator(Clock clock, int port) {
        history = new CloudTrailHistory(clock);
        queue = new SqsQueue(clock);
        recorder = new CallRecorder(history);
        plane = new ControlPlane(rules, recorder, accessKeys);
        trails = new CloudTrailProtocol(history, rules, throttle, recorder);
        Caller.User user = Caller.User.of(ACCOUNT, "tamperwatch", ACCESS_KEY_ID);
        accessKeys.add(user);
        given(user, "CreateUser", Map.of("UserName", user.name()), clock.instant());
        front = new HttpFront(clock, accessKeys, protocols(), port);
    }

    private Map<ServiceName, Protocol> protocols() {
        return Map.of(
                ServiceName.ACCOUNT, new ManagementProtocol("account:", optIns::run, rules, managementThrottle),
                ServiceName.ORGANIZATIONS,
                        new ManagementProtocol("organizations:", organization::run, rules, managementThrottle),
                ServiceName.CLOUDTRAIL, trails,
                ServiceName.IAM,
                        new QueryProtocol(
                                plane, ServiceName.IAM, "https://iam.amazonaws.com/doc/2010-05-08/", iamThrottle),
                ServiceName.S3, new Buckets(),
                ServiceName.SQS, new SqsProtocol(queue),
                ServiceName.STS,
                        new QueryProtocol(
                                plane, ServiceName.STS, "https://sts.amazonaws.com/doc/2011-06-15/", stsThrottle));
    }

    /** Starts on a free port. */
    public static AwsEmulator start(Clock clock) {
        return start(clock, 0);
    }

    /** @param port 0 for any free one below 32768 */
    public static AwsEmulator start(Clock clock, int port) {
        return new AwsEmulator(clock, port);
    }

    /** For {@code AWS_ENDPOINT_URL}. */
    public URI url() {
        return front.url();
    }

    public CloudTrailHistory history() {
        return history;
    }

    /** The one queue there is, at any queue's URL on this port. */
    public SqsQueue queue() {
        return queue;
    }

    public AccessKeys accessKeys() {
        return accessKeys;
    }

    public AccessRules rules() {
        return rules;
    }

    /** Nobody's until an account is added to it. */
    public Organization organization() {
        return organization;
    }

    public RegionOptIns regions() {
        return optIns;
    }

    public RequestLog requests() {
        return front.requests();
    }

    /** How long from now on until the record of an IAM or STS call can be looked up; at once unless set. */
    public void visibilityDelay(Supplier<Duration> visibleAfter) {
        recorder.delay(visibleAfter);
    }

    /**
     * Calls IAM without HTTP, for callers in particular circumstances.
     *
     * @param parameters under the names of the API, lists as {@code ClientIDList.member.1}
     * @return the answer, under the names of the API
     * @throws ServiceError when it is refused, which is recorded too
     */
    public JsonNode iam(Call call, String action, Map<String, String> parameters) {
        return plane.call(ServiceName.IAM, action, new Parameters(parameters), call);
    }

    /** As {@link #iam}, but leaves no record: what was there before the history began. */
    public JsonNode given(Caller caller, String action, Map<String, String> parameters, Instant at) {
        Call call = Call.of(caller, Call.Origin.of("192.0.2.1", "setup"), at);
        return plane.given(action, new Parameters(parameters), call);
    }

    /** As the other {@link #given}, of CloudTrail. */
    public void givenTrail(Caller caller, String action, JsonNode asked, Instant at) {
        trails.given(action, asked, Call.of(caller, Call.Origin.of("192.0.2.1", "setup"), at));
    }

    /** @param perSecond LookupEvents requests for each account and Region; infinity for no limit */
    public void lookupRate(double perSecond) {
        throttle.rate(perSecond);
    }

    /** @param perSecond IAM requests for each account; no limit unless set, since AWS does not publish its own */
    public void iamRate(double perSecond) {
        iamThrottle.rate(perSecond);
    }

    /** @param perSecond requests to Organizations and to Account Management for each account; no limit unless set */
    public void managementRate(double perSecond) {
        managementThrottle.rate(perSecond);
    }

    /** The role was used: IAM tells of it in GetRole and GetAccountAuthorizationDetails. */
    public void roleUsed(Caller caller, String role, Instant at, String region) {
        plane.roleUsed(caller.account(), role, at, region);
    }

    /** From now on each request is shown to {@code hook}, which may spoil it; the last hook set counts. */
    public void faults(Function<EmulatorRequest, Optional<Fault>> hook) {
        front.faults(hook);
    }

    /** From now on every request meets this fault. */
    public void fault(Fault fault) {
        faults(request -> Optional.of(fault));
    }

    /** From now on requests are refused that were not signed within five minutes of the emulator's time, as AWS refuses them. */
    public void checkSignatureTime() {
        front.checkTime();
    }

    /** No faults any more. */
    public void healthy() {
        faults(request -> Optional.empty());
    }

    @Override
    public void close() {
        front.close();
    }

    /**
     * Serves alone.
     *
     * @param args the port; none for any free one
     */
    public static void main(String[] args) throws InterruptedException {
        AwsEmulator emulator = start(Clock.systemUTC(), args.length == 0 ? 0 : Integer.parseInt(args[0]));
        System.out.println(emulator.url());
        Thread.currentThread().join();
    }
}
