package io.tamperwatch.emulator;

import static java.nio.charset.StandardCharsets.UTF_8;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.time.Duration;
import java.time.Instant;
import java.util.Base64;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** An account's credential report: the columns about signing certificates are true, the others say what a user has from the start. */
final class CredentialReports {

    private static final Duration GOOD_FOR = Duration.ofHours(4);
    private static final String COLUMNS =
            "user,arn,user_creation_time,password_enabled,password_last_used,password_last_changed,"
                    + "password_next_rotation,mfa_active,access_key_1_active,access_key_1_last_rotated,"
                    + "access_key_1_last_used_date,access_key_1_last_used_region,access_key_1_last_used_service,"
                    + "access_key_2_active,access_key_2_last_rotated,access_key_2_last_used_date,"
                    + "access_key_2_last_used_region,access_key_2_last_used_service,cert_1_active,"
                    + "cert_1_last_rotated,cert_2_active,cert_2_last_rotated\n";

    private record Report(Instant madeAt, String text) {}

    private final Account account;
    private final Users users;
    private final SigningCertificates certificates;
    private @Nullable Report report;

    CredentialReports(Account account, Users users, SigningCertificates certificates) {
        this.account = account;
        this.users = users;
        this.certificates = certificates;
    }

    /** As AWS does: a report is made anew when the last one is four hours old. */
    ObjectNode generate(Call call) {
        if (report == null || report.madeAt.plus(GOOD_FOR).isBefore(call.at())) {
            report = new Report(call.at(), text());
            return Results.nothing()
                    .put("State", "STARTED")
                    .put("Description", "No report exists. Starting a new report generation task");
        }
        return Results.nothing().put("State", "COMPLETE");
    }

    ObjectNode get() {
        if (report == null) {
            throw new ServiceError(410, "ReportNotPresent", "No report exists.");
        }
        return Results.nothing()
                .put("Content", Base64.getEncoder().encodeToString(report.text.getBytes(UTF_8)))
                .put("ReportFormat", "text/csv")
                .put("GeneratedTime", Results.date(report.madeAt));
    }

    private String text() {
        StringBuilder text = new StringBuilder(COLUMNS);
        text.append("<root_account>,").append(account.iamArn("root"));
        text.append(",2020-01-01T00:00:00+00:00,not_supported,no_information,not_supported,not_supported,true");
        text.append(",false,N/A,N/A,N/A,N/A,false,N/A,N/A,N/A,N/A");
        certificates(text, certificates.ofRoot());
        for (ObjectNode user : users.all()) {
            String name = user.get("UserName").asText();
            text.append(cell(name)).append(',').append(cell(user.get("Arn").asText()));
            text.append(',').append(user.get("CreateDate").asText().replace("Z", "+00:00"));
            text.append(",false,N/A,N/A,N/A,false,false,N/A,N/A,N/A,N/A,false,N/A,N/A,N/A,N/A");
            certificates(text, certificates.of(name));
        }
        return text.toString();
    }

    private static void certificates(StringBuilder text, List<ObjectNode> held) {
        for (int i = 0; i < 2; i++) {
            JsonNode certificate = i < held.size() ? held.get(i) : null;
            boolean active =
                    certificate != null && certificate.get("Status").asText().equals("Active");
            text.append(',').append(active).append(',');
            text.append(
                    certificate != null && active
                            ? certificate.get("UploadDate").asText().replace("Z", "+00:00")
                            : "N/A");
        }
        text.append('\n');
    }

    private static String cell(String value) {
        return value.contains(",") ? '"' + value + '"' : value;
    }
}
