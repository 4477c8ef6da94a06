package io.tamperwatch.web;

import jakarta.annotation.security.RolesAllowed;
import jakarta.ws.rs.Consumes;
import jakarta.ws.rs.GET;
import jakarta.ws.rs.POST;
import jakarta.ws.rs.Path;
import org.eclipse.microprofile.openapi.annotations.Operation;

/** Calls the product does not have: for a role above the lowest, for nobody by omission, and one that takes a body. */
@Path("/testing")
class TestingResource {

    @GET
    @Path("/admin")
    @RolesAllowed(Roles.ADMIN)
    @Operation(hidden = true)
    public String admin() {
        return "admin";
    }

    @GET
    @Path("/forgotten")
    @Operation(hidden = true)
    public String forgotten() {
        return "forgotten";
    }

    @POST
    @Path("/body")
    @Consumes("application/json")
    @RolesAllowed(Roles.VIEWER)
    @Operation(hidden = true)
    public String body(String text) {
        return "body";
    }
}
