package io.tamperwatch.web;

import io.quarkus.smallrye.openapi.OpenApiFilter;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Set;
import org.eclipse.microprofile.openapi.OASFactory;
import org.eclipse.microprofile.openapi.OASFilter;
import org.eclipse.microprofile.openapi.models.OpenAPI;
import org.eclipse.microprofile.openapi.models.Operation;
import org.eclipse.microprofile.openapi.models.media.Schema;
import org.eclipse.microprofile.openapi.models.media.Schema.SchemaType;

/** Says in the OpenAPI document what its generator cannot know or gets wrong; public for the generator, which makes it. */
@OpenApiFilter(stages = OpenApiFilter.RunStage.BUILD)
public final class ApiDocument implements OASFilter {

    private static final Set<String> OF_A_PAGE = Set.of("cursor", "limit");

    @Override
    public Schema filterSchema(Schema schema) {
        requireMembers(schema);
        moveChoicesToItems(schema);
        allowNull(schema);
        return schema;
    }

    /** An export takes the list's filters. */
    @Override
    public void filterOpenAPI(OpenAPI document) {
        Operation export = get(document, "/api/v1/findings/export");
        get(document, "/api/v1/findings").getParameters().stream()
                .filter(parameter -> !OF_A_PAGE.contains(parameter.getName()))
                .forEach(export::addParameter);
        document.getPaths().getPathItems().values().stream()
                .flatMap(path -> path.getOperations().values().stream())
                .forEach(ApiDocument::tellOfGuesses);
        leaveOut(document, "NewSuppression", List.of("reason", "expiresAt"));
        leaveOut(document, "Note", List.of());
        ApiExamples.read().addTo(document);
    }

    /** What is sent need not have every member. */
    private static void leaveOut(OpenAPI document, String schema, List<String> required) {
        Objects.requireNonNull(document.getComponents().getSchemas().get(schema))
                .setRequired(required);
    }

    /** Wherever a token can be wrong it can be so once too often. */
    private static void tellOfGuesses(Operation operation) {
        if (operation.getResponses().hasAPIResponse("401")) {
            operation
                    .getResponses()
                    .addAPIResponse("429", OASFactory.createAPIResponse().ref(ApiDescription.TOO_MANY_GUESSES));
        }
    }

    private static Operation get(OpenAPI document, String path) {
        return document.getPaths().getPathItem(path).getGET();
    }

    /** Every member is in every answer, be it null; only a problem leaves out what it has nothing to say about. */
    private static void requireMembers(Schema schema) {
        Map<String, Schema> members = schema.getProperties();
        if (members != null) {
            List<String> required = new ArrayList<>(members.keySet());
            if (members.containsKey("errors")) {
                required.removeAll(List.of("errors", "instance"));
            }
            schema.setRequired(required);
        }
    }

    /** What an annotation says of a repeated parameter's values lands on the list of them. */
    private static void moveChoicesToItems(Schema schema) {
        Schema items = schema.getItems();
        if (items != null && schema.getEnumeration() != null) {
            items.setEnumeration(schema.getEnumeration());
            schema.setEnumeration(null);
        }
    }

    /** A type beside the alternatives of which null is one would forbid it. */
    private static void allowNull(Schema schema) {
        if (schema.getAnyOf() != null && List.of(SchemaType.OBJECT).equals(schema.getType())) {
            schema.setType(null);
        }
    }
}
