package io.tamperwatch.watch;

import java.time.Duration;
import java.time.Instant;

/**
 * One event of a simulated account.
 *
 * @param amends id of the event this one amends; empty for an ordinary event
 * @param readable false for a record that is no JSON
 */
record SimulatedEvent(String id, String name, Instant occurredAt, Instant visibleAt, String amends, boolean readable) {

    /** Under which id the event's finding is kept. */
    String findingId() {
        return amends.isEmpty() ? id : amends;
    }

    /** Time from its occurrence until it can be seen. */
    Duration lateness() {
        return Duration.between(occurredAt, visibleAt);
    }

    String record() {
        if (!readable) {
            return "{\"eventID\":\"" + id + "\",";
        }
        String addendum = amends.isEmpty()
                ? ""
                : ",\"addendum\":{\"reason\":\"UPDATED_DATA\",\"updatedFields\":\"requestParameters\",\"originalEventID\":\""
                        + amends + "\"}";
        return """
            {"eventVersion":"1.11","userIdentity":{"type":"IAMUser","arn":"arn:aws:iam::111122223333:user/ana",\
            "accountId":"111122223333","userName":"ana"},"eventTime":"%s","eventSource":"iam.amazonaws.com",\
            "eventName":"%s","awsRegion":"us-east-1","sourceIPAddress":"192.0.2.7",\
            "requestParameters":{"userName":"payments","certificateId":"C%s"},"responseElements":null,\
            "eventID":"%s","readOnly":false,"recipientAccountId":"111122223333"%s}\
            """.formatted(occurredAt, name, id.replace("-", ""), id, addendum);
    }
}
