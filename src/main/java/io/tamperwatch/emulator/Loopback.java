package io.tamperwatch.emulator;

import com.sun.net.httpserver.HttpServer;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.BindException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.util.concurrent.ThreadLocalRandom;

/** Servers that only this machine reaches. */
final class Loopback {

    private static final int LOWEST = 20_000;
    private static final int HIGHEST = 32_000;
    private static final int TRIES = 200;

    private Loopback() {}

    /** @param port 0 for any free one below the range the system gives to outgoing connections */
    static HttpServer bind(int port) {
        for (int tried = 1; ; tried++) {
            int candidate = port != 0 ? port : ThreadLocalRandom.current().nextInt(LOWEST, HIGHEST);
            try {
                return HttpServer.create(new InetSocketAddress(InetAddress.ofLiteral("127.0.0.1"), candidate), 0);
            } catch (BindException taken) {
                if (port != 0 || tried == TRIES) {
                    throw new UncheckedIOException("cannot listen on port " + candidate, taken);
                }
            } catch (IOException e) {
                throw new UncheckedIOException("cannot listen on port " + candidate, e);
            }
        }
    }
}
