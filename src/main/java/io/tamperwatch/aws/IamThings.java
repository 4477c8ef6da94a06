package io.tamperwatch.aws;

import io.tamperwatch.inventory.Held;
import io.tamperwatch.inventory.IamSource.Report;
import java.time.Instant;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import software.amazon.awssdk.services.iam.model.GetCredentialReportResponse;
import software.amazon.awssdk.services.iam.model.GetOpenIdConnectProviderResponse;
import software.amazon.awssdk.services.iam.model.GetSamlProviderResponse;
import software.amazon.awssdk.services.iam.model.Role;
import software.amazon.awssdk.services.iam.model.RoleDetail;
import software.amazon.awssdk.services.iam.model.RoleLastUsed;
import software.amazon.awssdk.services.iam.model.SigningCertificate;
import software.amazon.awssdk.services.iam.model.Tag;

/** From the SDK's answers to what the inventory keeps. */
final class IamThings {

    private IamThings() {}

    static Report report(GetCredentialReportResponse response) {
        Instant madeAt = response.generatedTime();
        return new Report(
                madeAt == null ? Instant.EPOCH : madeAt,
                CredentialReport.parse(response.content().asUtf8String()).lines().stream()
                        .filter(line -> !line.text("user").equals(CredentialReport.ROOT))
                        .map(IamThings::line)
                        .toList());
    }

    /**
     * By AWS's description of the report the date a certificate was uploaded or last changed stands there for an active one only;
     * where it stands for another one, that is news as well.
     */
    private static Report.Line line(CredentialReport.Line line) {
        boolean any = line.yes("cert_1_active")
                || line.yes("cert_2_active")
                || line.time("cert_1_last_rotated") != null
                || line.time("cert_2_last_rotated") != null;
        String certificates = String.join(
                " ",
                line.text("cert_1_active"),
                line.text("cert_1_last_rotated"),
                line.text("cert_2_active"),
                line.text("cert_2_last_rotated"));
        return new Report.Line(line.text("user"), any ? certificates : "");
    }

    static Held.Certificate certificate(SigningCertificate certificate, String user) {
        return new Held.Certificate(
                certificate.certificateId(),
                user,
                certificate.certificateBody(),
                certificate.statusAsString(),
                certificate.uploadDate());
    }

    static Held.OidcProvider oidcProvider(String arn, GetOpenIdConnectProviderResponse provider) {
        return new Held.OidcProvider(
                arn,
                provider.url(),
                provider.clientIDList(),
                provider.thumbprintList(),
                tags(provider.tags()),
                provider.createDate());
    }

    static Held.SamlProvider samlProvider(String arn, GetSamlProviderResponse provider) {
        String document = provider.samlMetadataDocument();
        return new Held.SamlProvider(
                arn, document == null ? "" : document, tags(provider.tags()), provider.createDate());
    }

    static Held.Role role(RoleDetail role) {
        return new Held.Role(
                role.arn(), role.roleName(), text(role.assumeRolePolicyDocument()), use(role.roleLastUsed()));
    }

    static Held.Role role(Role role) {
        return new Held.Role(
                role.arn(), role.roleName(), text(role.assumeRolePolicyDocument()), use(role.roleLastUsed()));
    }

    /** ListRoles leaves out when a role was last used; that it says nothing does not mean never. */
    static Held.Role listed(Role role) {
        return new Held.Role(role.arn(), role.roleName(), text(role.assumeRolePolicyDocument()), null);
    }

    private static Held.Use use(@Nullable RoleLastUsed used) {
        return used == null ? new Held.Use(null, null) : new Held.Use(used.lastUsedDate(), used.region());
    }

    private static Map<String, String> tags(List<Tag> tags) {
        Map<String, String> texts = new HashMap<>();
        tags.forEach(tag -> texts.put(tag.key(), tag.value()));
        return texts;
    }

    private static String text(@Nullable String text) {
        return text == null ? "" : text;
    }
}
