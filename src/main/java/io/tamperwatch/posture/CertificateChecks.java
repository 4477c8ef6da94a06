package io.tamperwatch.posture;

import io.tamperwatch.catalogue.Severity;
import java.util.List;
import java.util.stream.Stream;

/** The signing certificates of users: those that only lie about. */
final class CertificateChecks {

    private CertificateChecks() {}

    static List<PostureCheck> all() {
        return List.of(
                new PostureCheck(
                        "signing-certificate-expired",
                        "No signing certificate has expired",
                        "What signs with an expired certificate is about to fail or fails already, and IAM keeps the"
                                + " certificate active.",
                        Severity.MEDIUM,
                        List.of(),
                        List.of(
                                "upload-signing-certificate",
                                "switch-off-signing-certificate",
                                "verify-signing-certificates"),
                        state -> state.certificates()
                                .judge(all -> judge(
                                        all.stream()
                                                .filter(one -> one.expiresAt() != null
                                                        && !one.expiresAt().isAfter(state.at()))
                                                .map(one ->
                                                        offender(one, "expired on " + UserChecks.day(one.expiresAt()))),
                                        "%d signing {certificate has|certificates have} expired.",
                                        "No signing certificate has expired."))),
                new PostureCheck(
                        "signing-certificate-inactive",
                        "No signing certificate is left inactive",
                        "An inactive certificate is either needed, and then somebody has switched it off, or not, and"
                                + " then it can be switched on again by whoever gains the right to.",
                        Severity.LOW,
                        List.of(),
                        List.of("verify-signing-certificates"),
                        state -> state.certificates()
                                .judge(all -> judge(
                                        all.stream()
                                                .filter(one -> !one.active())
                                                .map(one -> offender(one, "is inactive")),
                                        "%d signing {certificate is|certificates are} inactive.",
                                        "No signing certificate is inactive."))));
    }

    private static Verdict judge(Stream<Offender> found, String failing, String passing) {
        List<Offender> offenders = found.toList();
        return Verdict.of(offenders, Counted.of(offenders.size(), failing), passing);
    }

    private static Offender offender(SigningCertificate certificate, String why) {
        return new Offender("signing-certificate", certificate.userArn() + " certificate " + certificate.id(), why);
    }
}
