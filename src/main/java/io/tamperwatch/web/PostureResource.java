package io.tamperwatch.web;

import io.smallrye.common.annotation.RunOnVirtualThread;
import io.tamperwatch.posture.Posture;
import io.tamperwatch.posture.PostureCheck;
import io.tamperwatch.posture.PostureChecks;
import io.tamperwatch.posture.PostureState;
import io.tamperwatch.posture.Status;
import jakarta.annotation.security.RolesAllowed;
import jakarta.ws.rs.GET;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.Produces;
import jakarta.ws.rs.core.Context;
import jakarta.ws.rs.core.MediaType;
import jakarta.ws.rs.core.UriInfo;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.stream.Collectors;
import org.eclipse.microprofile.openapi.annotations.Operation;
import org.eclipse.microprofile.openapi.annotations.enums.ParameterIn;
import org.eclipse.microprofile.openapi.annotations.media.Content;
import org.eclipse.microprofile.openapi.annotations.media.Schema;
import org.eclipse.microprofile.openapi.annotations.parameters.Parameter;
import org.eclipse.microprofile.openapi.annotations.responses.APIResponse;
import org.eclipse.microprofile.openapi.annotations.tags.Tag;

/** The standing state of the accounts. */
@Path("/posture")
@Produces(MediaType.APPLICATION_JSON)
@RunOnVirtualThread
@Tag(name = "posture")
@APIResponse(responseCode = "400", ref = ApiDescription.INVALID)
@APIResponse(responseCode = "401", ref = ApiDescription.UNAUTHENTICATED)
@APIResponse(responseCode = "403", ref = ApiDescription.FORBIDDEN)
@APIResponse(responseCode = "500", ref = ApiDescription.FAILED)
@APIResponse(responseCode = "503", ref = ApiDescription.UNAVAILABLE)
class PostureResource {

    private final Posture posture;

    PostureResource(Posture posture) {
        this.posture = posture;
    }

    @GET
    @RolesAllowed(Roles.VIEWER)
    @Operation(
            operationId = "listPosture",
            summary = "How the posture checks stand",
            description =
                    "Each check in each account: pass, fail or unknown, since when, what was seen, what it fails for"
                            + " and which remedies there are. Empty until an account has been looked at for the first"
                            + " time.")
    @Parameter(
            name = "account",
            in = ParameterIn.QUERY,
            description = "Accounts by their names in the configuration, separated by commas.",
            schema = @Schema(implementation = String.class))
    @Parameter(
            name = "status",
            in = ParameterIn.QUERY,
            description = "pass, fail, unknown; several separated by commas.",
            schema = @Schema(implementation = String.class))
    @Parameter(
            name = "check",
            in = ParameterIn.QUERY,
            description = "Ids of checks, separated by commas.",
            schema = @Schema(implementation = String.class))
    @APIResponse(
            responseCode = "200",
            description = "The checks.",
            content = @Content(schema = @Schema(implementation = PostureBody.class)))
    public PostureBody list(@Context UriInfo uri) {
        var parameters = new Parameters(uri.getQueryParameters(), Set.of("account", "status", "check"));
        Set<Status> statuses = parameters.choices("status", Status.values(), Status::label);
        Set<String> accounts = known(parameters, "account", posture.accounts());
        Set<String> checks = known(
                parameters,
                "check",
                PostureChecks.all().stream().map(PostureCheck::id).toList());
        parameters.check();
        String only = accounts.size() == 1 ? accounts.iterator().next() : null;
        List<PostureState> states = posture.states(only).stream()
                .filter(state -> statuses.isEmpty() || statuses.contains(state.status()))
                .filter(state -> accounts.isEmpty() || accounts.contains(state.account()))
                .filter(state -> checks.isEmpty() || checks.contains(state.check()))
                .toList();
        return new PostureBody(ordered(states));
    }

    private static Set<String> known(Parameters parameters, String name, List<String> all) {
        Set<String> given = parameters.texts(name);
        given.stream()
                .filter(each -> !all.contains(each))
                .forEach(each -> parameters.refuse(name, each, String.join(", ", all)));
        return given;
    }

    private static List<PostureBody.Item> ordered(List<PostureState> all) {
        Map<String, List<PostureState>> byAccount =
                all.stream().collect(Collectors.groupingBy(PostureState::account, TreeMap::new, Collectors.toList()));
        List<PostureBody.Item> items = new ArrayList<>();
        byAccount
                .values()
                .forEach(states -> PostureChecks.all()
                        .forEach(check -> states.stream()
                                .filter(state -> state.check().equals(check.id()))
                                .map(state -> PostureBody.Item.of(state, check))
                                .forEach(items::add)));
        return items;
    }
}
