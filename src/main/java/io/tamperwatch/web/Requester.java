package io.tamperwatch.web;

import io.quarkus.security.identity.SecurityIdentity;
import io.quarkus.vertx.http.runtime.CurrentVertxRequest;
import io.vertx.core.net.SocketAddress;
import io.vertx.ext.web.RoutingContext;
import jakarta.inject.Singleton;
import org.jspecify.annotations.Nullable;

/** Who makes the present request, and from where. */
@Singleton
class Requester {

    private final SecurityIdentity identity;
    private final CurrentVertxRequest request;

    Requester(SecurityIdentity identity, CurrentVertxRequest request) {
        this.identity = identity;
        this.request = request;
    }

    String name() {
        return identity.getPrincipal().getName();
    }

    boolean mayReadRecords() {
        return identity.hasRole(Roles.RESPONDER);
    }

    /** The address of the other end of the connection, or of the client where a trusted proxy tells it. */
    @Nullable
    String address() {
        RoutingContext context = request.getCurrent();
        return context == null ? null : address(context);
    }

    static @Nullable String address(RoutingContext context) {
        SocketAddress address = context.request().remoteAddress();
        return address == null ? null : address.hostAddress();
    }
}
