package io.tamperwatch;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.ThreadLocalRandom;
import org.eclipse.microprofile.config.spi.ConfigSource;

/**
 * Free ports for what the tests start inside their own process, below the range the system gives to outgoing
 * connections. Kept as system properties, since several class loaders make a source of this kind.
 */
public final class TestingPorts implements ConfigSource {

    private static final int LOWEST = 14_000;
    private static final int HIGHEST = 18_000;
    private static final int TRIES = 200;
    private static final int ABOVE_SYSTEM_PROPERTIES = 500;
    private static final Set<String> KEYS = Set.of("quarkus.http.test-port", "quarkus.management.test-port");

    @Override
    public Set<String> getPropertyNames() {
        return KEYS;
    }

    @Override
    public String getValue(String key) {
        return KEYS.contains(key) ? port("testing." + key) : null;
    }

    private static String port(String property) {
        synchronized (System.getProperties()) {
            String known = System.getProperty(property);
            if (known == null) {
                known = String.valueOf(free());
                System.setProperty(property, known);
            }
            return known;
        }
    }

    /** A port of the loopback interface on which nothing listens. */
    public static int free() {
        for (int tried = 1; ; tried++) {
            int candidate = ThreadLocalRandom.current().nextInt(LOWEST, HIGHEST);
            try (ServerSocket socket = new ServerSocket(candidate, 1, InetAddress.ofLiteral("127.0.0.1"))) {
                return socket.getLocalPort();
            } catch (IOException e) {
                if (tried == TRIES) {
                    throw new UncheckedIOException("no free port for the tests", e);
                }
            }
        }
    }

    @Override
    public Map<String, String> getProperties() {
        return Map.of();
    }

    @Override
    public int getOrdinal() {
        return ABOVE_SYSTEM_PROPERTIES;
    }

    @Override
    public String getName() {
        return "free ports for tests";
    }
}
