package io.tamperwatch.web.pages;

import io.quarkus.security.identity.SecurityIdentity;
import io.tamperwatch.web.Roles;
import io.vertx.core.net.SocketAddress;
import io.vertx.ext.web.RoutingContext;
import jakarta.ws.rs.core.MultivaluedHashMap;
import jakarta.ws.rs.core.MultivaluedMap;
import java.util.Objects;
import org.jspecify.annotations.Nullable;

/** A request for a page, by somebody who is known. */
record PageRequest(RoutingContext context, SecurityIdentity caller) {

    /** A part of the path. */
    String part(String name) {
        return Objects.requireNonNullElse(context.pathParam(name), "");
    }

    MultivaluedMap<String, String> query() {
        MultivaluedMap<String, String> query = new MultivaluedHashMap<>();
        context.queryParams().forEach(query::add);
        return query;
    }

    /** The query as it stands in the address, with the question mark; empty when there is none. */
    String queryText() {
        String query = context.request().query();
        return query == null || query.isEmpty() ? "" : "?" + query;
    }

    /** A field of the form sent; empty when it is not there. */
    String field(String name) {
        return Objects.requireNonNullElse(context.request().getFormAttribute(name), "");
    }

    @Nullable
    String header(String name) {
        return context.request().getHeader(name);
    }

    String who() {
        return caller.getPrincipal().getName();
    }

    /** The address the request came from. */
    @Nullable
    String address() {
        SocketAddress address = context.request().remoteAddress();
        return address == null ? null : address.hostAddress();
    }

    /** Whether the caller may change findings and see raw records. */
    boolean mayAct() {
        return Roles.mayAct(caller);
    }

    /** Whether the browser has this version already. */
    boolean has(String version) {
        String known = header("If-None-Match");
        return known != null && known.contains('"' + version + '"');
    }
}
