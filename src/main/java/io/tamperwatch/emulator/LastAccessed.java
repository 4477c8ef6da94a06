package io.tamperwatch.emulator;

import com.fasterxml.jackson.databind.node.ObjectNode;
import java.util.Map;
import java.util.TreeMap;
import org.jspecify.annotations.Nullable;

/** Which services somebody used: a job that is asked for and then looked at. Here nobody has used any. */
final class LastAccessed implements Family {

    /** When each was asked for, by its id. */
    private final Map<String, String> jobs = new TreeMap<>();

    @Override
    public @Nullable ObjectNode run(String action, Parameters asked, Call call) {
        return switch (action) {
            case "GenerateServiceLastAccessedDetails" -> {
                String id = Ids.uuid();
                asked.required("Arn");
                jobs.put(id, Results.date(call.at()));
                yield Results.nothing().put("JobId", id);
            }
            case "GetServiceLastAccessedDetails" -> details(asked);
            default -> null;
        };
    }

    private ObjectNode details(Parameters asked) {
        String date = jobs.get(asked.required("JobId"));
        if (date == null) {
            throw new ServiceError(404, "NoSuchEntity", "The job cannot be found.");
        }
        ObjectNode result = Results.nothing()
                .put("JobStatus", "COMPLETED")
                .put("JobCreationDate", date)
                .put("JobCompletionDate", date);
        result.putArray("ServicesLastAccessed")
                .addObject()
                .put("ServiceName", "AWS IAM")
                .put("ServiceNamespace", "iam")
                .put("TotalAuthenticatedEntities", 0);
        return result.put("IsTruncated", false);
    }
}
