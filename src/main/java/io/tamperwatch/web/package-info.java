/**
 * The HTTP edge: REST resources, problems, access.
 */
@NullMarked
@OpenAPIDefinition(
        info =
                @Info(
                        title = "tamperwatch",
                        version = "v1",
                        description = "Findings about events that remove or weaken a credential anchor in AWS IAM, read"
                                + " from CloudTrail. Errors are RFC 9457 problems. Times are ISO 8601, in UTC. Members"
                                + " are added to answers over time: ignore those you do not know.",
                        license = @License(name = "Apache-2.0", url = "https://www.apache.org/licenses/LICENSE-2.0")),
        servers = @Server(url = "/", description = "Where this document came from."),
        security = @SecurityRequirement(name = "token"),
        tags = {
            @Tag(name = "findings", description = "What was found."),
            @Tag(name = "suppressions", description = "What is expected for a while."),
            @Tag(name = "deliveries", description = "What the webhook has not accepted yet."),
            @Tag(name = "catalogue", description = "What is looked for, why, and what to do about it."),
            @Tag(name = "watches", description = "How, where and how completely it is looked for."),
            @Tag(name = "posture", description = "The standing state of the accounts.")
        },
        components =
                @Components(
                        securitySchemes =
                                @SecurityScheme(
                                        securitySchemeName = "token",
                                        type = SecuritySchemeType.HTTP,
                                        scheme = "bearer",
                                        description =
                                                "A token made with the command \"tamperwatch token <name>\", or an"
                                                        + " access token of the OpenID provider where one decides. Its"
                                                        + " role is viewer, responder or admin; each may do what those"
                                                        + " before it may."),
                        requestBodies =
                                @RequestBody(
                                        name = ApiDescription.NOTE,
                                        description = "Why, for the finding's history; may be left out.",
                                        content =
                                                @Content(
                                                        mediaType = MediaType.APPLICATION_JSON,
                                                        schema = @Schema(implementation = NoteBody.class))),
                        responses = {
                            @APIResponse(
                                    name = ApiDescription.INVALID,
                                    description = "A parameter is unknown or its value cannot be accepted.",
                                    content =
                                            @Content(
                                                    mediaType = Problem.MEDIA_TYPE,
                                                    schema = @Schema(implementation = Problem.class),
                                                    examples =
                                                            @ExampleObject(
                                                                    name = "unknown severity",
                                                                    value = ApiDescription.INVALID_EXAMPLE))),
                            @APIResponse(
                                    name = ApiDescription.UNAUTHENTICATED,
                                    description = "No valid token.",
                                    headers =
                                            @Header(
                                                    name = "WWW-Authenticate",
                                                    description = "Always a Bearer challenge.",
                                                    schema = @Schema(implementation = String.class)),
                                    content =
                                            @Content(
                                                    mediaType = Problem.MEDIA_TYPE,
                                                    schema = @Schema(implementation = Problem.class))),
                            @APIResponse(
                                    name = ApiDescription.FORBIDDEN,
                                    description = "The token's role does not allow the call.",
                                    content =
                                            @Content(
                                                    mediaType = Problem.MEDIA_TYPE,
                                                    schema = @Schema(implementation = Problem.class))),
                            @APIResponse(
                                    name = ApiDescription.TOO_MANY_GUESSES,
                                    description = "No valid token, and too many wrong ones came from this address"
                                            + " before. Valid ones are never slowed.",
                                    headers =
                                            @Header(
                                                    name = "Retry-After",
                                                    description = "Seconds.",
                                                    schema = @Schema(implementation = Integer.class)),
                                    content =
                                            @Content(
                                                    mediaType = Problem.MEDIA_TYPE,
                                                    schema = @Schema(implementation = Problem.class))),
                            @APIResponse(
                                    name = ApiDescription.NOT_FOUND,
                                    description = "There is no such thing.",
                                    content =
                                            @Content(
                                                    mediaType = Problem.MEDIA_TYPE,
                                                    schema = @Schema(implementation = Problem.class))),
                            @APIResponse(
                                    name = ApiDescription.ILLEGAL_MOVE,
                                    description = "The finding cannot take this step from where it stands.",
                                    content =
                                            @Content(
                                                    mediaType = Problem.MEDIA_TYPE,
                                                    schema = @Schema(implementation = Problem.class))),
                            @APIResponse(
                                    name = ApiDescription.STALE,
                                    description = "The finding is no longer what If-Match names; nothing has happened.",
                                    content =
                                            @Content(
                                                    mediaType = Problem.MEDIA_TYPE,
                                                    schema = @Schema(implementation = Problem.class))),
                            @APIResponse(
                                    name = ApiDescription.MOVED,
                                    description = "The finding as it is now.",
                                    headers =
                                            @Header(
                                                    name = "ETag",
                                                    description = "Changes with anything in the answer.",
                                                    schema = @Schema(implementation = String.class)),
                                    content =
                                            @Content(
                                                    mediaType = MediaType.APPLICATION_JSON,
                                                    schema = @Schema(implementation = FindingBody.class))),
                            @APIResponse(
                                    name = ApiDescription.FAILED,
                                    description = "The product failed; the log has the id given in instance.",
                                    content =
                                            @Content(
                                                    mediaType = Problem.MEDIA_TYPE,
                                                    schema = @Schema(implementation = Problem.class))),
                            @APIResponse(
                                    name = ApiDescription.UNAVAILABLE,
                                    description = "The store, or the OpenID provider, cannot be used right now.",
                                    headers =
                                            @Header(
                                                    name = "Retry-After",
                                                    description = "Seconds.",
                                                    schema = @Schema(implementation = Integer.class)),
                                    content =
                                            @Content(
                                                    mediaType = Problem.MEDIA_TYPE,
                                                    schema = @Schema(implementation = Problem.class)))
                        }))
package io.tamperwatch.web;

import jakarta.ws.rs.core.MediaType;
import org.eclipse.microprofile.openapi.annotations.Components;
import org.eclipse.microprofile.openapi.annotations.OpenAPIDefinition;
import org.eclipse.microprofile.openapi.annotations.enums.SecuritySchemeType;
import org.eclipse.microprofile.openapi.annotations.headers.Header;
import org.eclipse.microprofile.openapi.annotations.info.Info;
import org.eclipse.microprofile.openapi.annotations.info.License;
import org.eclipse.microprofile.openapi.annotations.media.Content;
import org.eclipse.microprofile.openapi.annotations.media.ExampleObject;
import org.eclipse.microprofile.openapi.annotations.media.Schema;
import org.eclipse.microprofile.openapi.annotations.parameters.RequestBody;
import org.eclipse.microprofile.openapi.annotations.responses.APIResponse;
import org.eclipse.microprofile.openapi.annotations.security.SecurityRequirement;
import org.eclipse.microprofile.openapi.annotations.security.SecurityScheme;
import org.eclipse.microprofile.openapi.annotations.servers.Server;
import org.eclipse.microprofile.openapi.annotations.tags.Tag;
import org.jspecify.annotations.NullMarked;
