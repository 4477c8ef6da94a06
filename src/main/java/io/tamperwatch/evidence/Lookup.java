package io.tamperwatch.evidence;

import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import io.tamperwatch.finding.Finding;
import java.time.Instant;

/** The command that shows a finding's record in CloudTrail itself, while its event history goes back that far. */
final class Lookup {

    private Lookup() {}

    /**
     * A bash script. What stands in the record is quoted for the shell, and within it for JSON: the short form of
     * {@code --lookup-attributes} has rules of its own for commas.
     */
    static String script(Finding finding) {
        return script(finding.id(), finding.region(), finding.occurredAt());
    }

    static String script(String id, String region, Instant occurredAt) {
        String attributes = JsonNodeFactory.instance
                .arrayNode()
                .add(JsonNodeFactory.instance
                        .objectNode()
                        .put("AttributeKey", "EventId")
                        .put("AttributeValue", id))
                .toString();
        return """
            #!/usr/bin/env bash
            # Shows the record in the event history of the account, which keeps it for 90 days.
            # Needs cloudtrail:LookupEvents in the account of the finding.
            set -euo pipefail
            aws cloudtrail lookup-events \\
              --region=%s \\
              --start-time=%s \\
              --end-time=%s \\
              --lookup-attributes=%s \\
              --output=json
            """.formatted(
                        quoted(region),
                        quoted(time(occurredAt.minusSeconds(1))),
                        quoted(time(occurredAt.plusSeconds(1))),
                        quoted(attributes));
    }

    private static String time(Instant at) {
        return at.toString();
    }

    /** Between single quotes only the single quote itself is special to a shell; NUL cannot be in a command at all. */
    static String quoted(String text) {
        return "'" + text.replace("\0", "\uFFFD").replace("'", "'\\''") + "'";
    }
}
