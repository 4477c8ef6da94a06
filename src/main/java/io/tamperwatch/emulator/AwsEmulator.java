package io.tamperwatch.emulator;

import java.net.URI;
import java.time.Clock;
import java.util.Map;
import java.util.Optional;
import java.util.function.Function;

/**
 * CloudTrail's LookupEvents, IAM and STS on one loopback port, for the AWS SDKs and the command line: setting
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
    private final HttpFront front;

    private AwsEmulator(Clock clock, int port) {
        history = new CloudTrailHistory(clock);
        accessKeys.add(Caller.User.of(ACCOUNT, "tamperwatch", ACCESS_KEY_ID));
        front = new HttpFront(clock, accessKeys, protocols(), port);
    }

    private Map<Service, Protocol> protocols() {
        Protocol cloudTrail = new CloudTrailProtocol(history, rules, throttle);
        return Map.of(Service.CLOUDTRAIL, cloudTrail, Service.IAM, cloudTrail, Service.STS, cloudTrail);
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

    public AccessKeys accessKeys() {
        return accessKeys;
    }

    public AccessRules rules() {
        return rules;
    }

    public RequestLog requests() {
        return front.requests();
    }

    /** @param perSecond LookupEvents requests for each account and Region; infinity for no limit */
    public void lookupRate(double perSecond) {
        throttle.rate(perSecond);
    }

    /** From now on each request is shown to {@code hook}, which may spoil it; the last hook set counts. */
    public void faults(Function<EmulatorRequest, Optional<Fault>> hook) {
        front.faults(hook);
    }

    /** From now on every request meets this fault. */
    public void fault(Fault fault) {
        faults(request -> Optional.of(fault));
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
