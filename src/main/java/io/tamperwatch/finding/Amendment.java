package io.tamperwatch.finding;

/**
 * A record that replaces an earlier one: CloudTrail gives it an event id of its own.
 *
 * @param eventId the amending record's own event id
 * @param finding what the amending record amounts to, under the original event's id
 */
public record Amendment(String eventId, Finding finding) {}
