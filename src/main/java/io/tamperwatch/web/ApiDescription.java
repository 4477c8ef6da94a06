package io.tamperwatch.web;

/** Names of the answers that calls have in common; package-info describes them. */
final class ApiDescription {

    static final String INVALID = "Invalid";
    static final String UNAUTHENTICATED = "Unauthenticated";
    static final String FORBIDDEN = "Forbidden";
    static final String TOO_MANY_GUESSES = "TooManyGuesses";
    static final String NOT_FOUND = "NotFound";
    static final String NOTE = "Note";
    static final String MOVED = "Moved";
    static final String ILLEGAL_MOVE = "IllegalMove";
    static final String STALE = "Stale";
    static final String FAILED = "Failed";
    static final String UNAVAILABLE = "Unavailable";

    static final String INVALID_EXAMPLE = """
        {
          "type": "urn:tamperwatch:problem:invalid-request",
          "title": "Invalid request",
          "status": 400,
          "detail": "The request has parameters that cannot be accepted.",
          "errors": [
            {"field": "severity", "value": "grave", "allowed": "critical, high, medium, low, info"}
          ]
        }\
        """;

    static final String LINE_EXAMPLE =
            "{\"id\":\"0e3c5ee2-7a8f-4f33-9d62-6b1f9d0a1c11\",\"severity\":\"high\",\"status\":\"open\"}";

    static final String TABLE_EXAMPLE =
            "\"id\",\"account\"\r\n\"0e3c5ee2-7a8f-4f33-9d62-6b1f9d0a1c11\",\"production\"\r\n";

    private ApiDescription() {}
}
