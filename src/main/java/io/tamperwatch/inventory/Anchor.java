package io.tamperwatch.inventory;

import io.tamperwatch.finding.Finding;
import io.tamperwatch.finding.Target;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/** The thing in IAM a finding is about, when the inventory keeps such things. */
sealed interface Anchor {

    /** The certificates of a user, and one of them. */
    record CertificateOf(String user, @Nullable String id) implements Anchor {}

    /** The root user's certificate, which nobody else can list. */
    record CertificateOfRoot() implements Anchor {}

    /** @param clientId null when the event is about the provider as a whole */
    record Oidc(String arn, @Nullable String clientId) implements Anchor {}

    record Saml(String arn) implements Anchor {}

    /** What it is called in the store's notes. */
    default String subject() {
        return switch (this) {
            case CertificateOf(String user, String id) -> CertificatesPart.SUBJECT + user;
            case CertificateOfRoot() -> "root";
            case Oidc(String arn, String clientId) -> Kind.OIDC_PROVIDER.subject(arn);
            case Saml(String arn) -> Kind.SAML_PROVIDER.subject(arn);
        };
    }

    static Optional<Anchor> of(Finding finding) {
        Target target = finding.target();
        String provider = target.providerArn();
        return switch (target.kind()) {
            case "signing-certificate" -> certificate(finding);
            case "oidc-client-id", "oidc-provider" ->
                Optional.ofNullable(provider).map(arn -> new Oidc(arn, target.clientId()));
            case "saml-provider" -> Optional.ofNullable(provider).map(Saml::new);
            default -> Optional.empty();
        };
    }

    /** Without a user's name the call is about the caller, a user or the root user. */
    private static Optional<Anchor> certificate(Finding finding) {
        String user = finding.target().userName();
        if (user != null) {
            return Optional.of(new CertificateOf(user, finding.target().certificateId()));
        }
        return switch (finding.actor().type()) {
            case "Root" -> Optional.of(new CertificateOfRoot());
            case "IAMUser" ->
                Optional.ofNullable(finding.actor().name())
                        .map(name -> new CertificateOf(name, finding.target().certificateId()));
            default -> Optional.empty();
        };
    }
}
