package io.tamperwatch.aws;

import static org.assertj.core.api.Assertions.assertThat;

import io.tamperwatch.posture.AccountReader.CertificateHolder;
import io.tamperwatch.posture.AccountReader.Users;
import io.tamperwatch.posture.UserCredentials;
import io.tamperwatch.posture.UserCredentials.Key;
import io.tamperwatch.posture.UserCredentials.Password;
import java.time.Instant;
import java.util.List;
import org.junit.jupiter.api.Test;

class CredentialReportTest {

    private static final String HEAD =
            "user,arn,user_creation_time,password_enabled,password_last_used,password_last_changed,"
                    + "password_next_rotation,mfa_active,access_key_1_active,access_key_1_last_rotated,"
                    + "access_key_1_last_used_date,access_key_1_last_used_region,access_key_1_last_used_service,"
                    + "access_key_2_active,access_key_2_last_rotated,access_key_2_last_used_date,"
                    + "access_key_2_last_used_region,access_key_2_last_used_service,cert_1_active,"
                    + "cert_1_last_rotated,cert_2_active,cert_2_last_rotated\n";
    private static final String ROOT = "<root_account>,arn:aws:iam::111122223333:root,2020-01-01T00:00:00+00:00,"
            + "not_supported,2026-01-01T00:00:00+00:00,not_supported,not_supported,true,false,N/A,N/A,N/A,N/A,"
            + "false,N/A,N/A,N/A,N/A,false,N/A,false,N/A\n";

    @Test
    void tellsWhatEachUserCanActWith() {
        Users users = IamReading.users(CredentialReport.parse(HEAD
                + ROOT
                + line("alice", "true,2026-03-01T10:00:00+00:00,2026-02-01T10:00:00+00:00,N/A,true")
                + ",true,2026-01-05T00:00:00+00:00,2026-03-02T00:00:00+00:00,us-east-1,s3,false,N/A,N/A,N/A,N/A,"
                + "true,2025-05-05T00:00:00+00:00,false,N/A\n"
                + line("bob", "false,N/A,N/A,N/A,false")
                + ",false,2026-01-05T00:00:00+00:00,N/A,N/A,N/A,true,2026-01-06T00:00:00+00:00,N/A,N/A,N/A,"
                + "false,N/A,false,N/A\n"));

        assertThat(users)
                .isEqualTo(new Users(
                        List.of(
                                new UserCredentials(
                                        "alice",
                                        arn("alice"),
                                        true,
                                        new Password(
                                                Instant.parse("2026-02-01T10:00:00Z"),
                                                Instant.parse("2026-03-01T10:00:00Z")),
                                        List.of(new Key(
                                                1,
                                                Instant.parse("2026-01-05T00:00:00Z"),
                                                Instant.parse("2026-03-02T00:00:00Z")))),
                                new UserCredentials(
                                        "bob",
                                        arn("bob"),
                                        false,
                                        null,
                                        List.of(new Key(2, Instant.parse("2026-01-06T00:00:00Z"), null)))),
                        List.of(new CertificateHolder("alice", arn("alice")))));
    }

    @Test
    void takesNamesWithCommasQuotedOrNot() {
        String rest = "false,N/A,N/A,N/A,false,false,N/A,N/A,N/A,N/A,false,N/A,N/A,N/A,N/A,false,N/A,true,N/A\n";
        String bare = "a,b,c," + arn("a,b,c") + ",2026-01-01T00:00:00+00:00," + rest;
        String quoted = "\"a,b,c\",\"" + arn("a,b,c") + "\",2026-01-01T00:00:00+00:00," + rest;

        for (String line : List.of(bare, quoted)) {
            assertThat(IamReading.users(CredentialReport.parse(HEAD + line)).withCertificates())
                    .containsExactly(new CertificateHolder("a,b,c", arn("a,b,c")));
        }
    }

    @Test
    void anEmptyReportHasNobodyInIt() {
        assertThat(IamReading.users(CredentialReport.parse(""))).isEqualTo(new Users(List.of(), List.of()));
        assertThat(IamReading.users(CredentialReport.parse(HEAD + ROOT))).isEqualTo(new Users(List.of(), List.of()));
        assertThat(IamReading.users(CredentialReport.parse(HEAD + "short\n")).all())
                .containsExactly(new UserCredentials("short", "", false, null, List.of()));
    }

    private static String line(String name, String password) {
        return name + "," + arn(name) + ",2026-01-01T00:00:00+00:00," + password;
    }

    private static String arn(String name) {
        return "arn:aws:iam::111122223333:user/" + name;
    }
}
