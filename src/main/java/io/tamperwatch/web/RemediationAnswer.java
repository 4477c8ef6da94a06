package io.tamperwatch.web;

import io.tamperwatch.remediation.Remediation;
import jakarta.ws.rs.core.HttpHeaders;
import jakarta.ws.rs.core.MediaType;
import jakarta.ws.rs.core.Response;
import jakarta.ws.rs.core.UriInfo;
import java.util.Locale;
import java.util.Optional;
import java.util.Set;

/** A remediation in the form that is asked for. */
record RemediationAnswer(Optional<Format> format) {

    static final String MARKDOWN = "text/markdown";
    static final String SHELL = "text/x-shellscript";
    static final String PYTHON = "text/x-python";
    static final String FORMAT = "format";

    /** The routes a remediation can be had by; without one it is JSON. */
    enum Format {
        MARKDOWN,
        CLI,
        PYTHON;

        String label() {
            return name().toLowerCase(Locale.ROOT);
        }
    }

    static RemediationAnswer of(UriInfo uri) {
        Parameters given = new Parameters(uri.getQueryParameters(), Set.of(FORMAT));
        Set<Format> formats = given.choices(FORMAT, Format.values(), Format::label);
        if (formats.size() > 1) {
            given.refuse(FORMAT, uri.getQueryParameters().getFirst(FORMAT), "one value");
        }
        given.check();
        return new RemediationAnswer(formats.stream().findFirst());
    }

    Response with(Remediation remediation) {
        return format.map(chosen -> switch (chosen) {
                    case MARKDOWN -> file(remediation, remediation.markdown(), MARKDOWN, "md");
                    case CLI -> file(remediation, remediation.bash(), SHELL, "sh");
                    case PYTHON -> file(remediation, remediation.python(), PYTHON, "py");
                })
                .orElseGet(() -> Response.ok(RemediationBody.of(remediation), MediaType.APPLICATION_JSON_TYPE)
                        .build());
    }

    private static Response file(Remediation remediation, String text, String type, String suffix) {
        String name = remediation.findingId().replaceAll("[^A-Za-z0-9-]", "_");
        return Response.ok(text, type + ";charset=utf-8")
                .header(
                        HttpHeaders.CONTENT_DISPOSITION,
                        "attachment; filename=\"remediation-%s.%s\"".formatted(name, suffix))
                .build();
    }
}
