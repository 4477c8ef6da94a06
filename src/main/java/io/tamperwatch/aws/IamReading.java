package io.tamperwatch.aws;

import io.tamperwatch.posture.AccountReader.CertificateHolder;
import io.tamperwatch.posture.AccountReader.Users;
import io.tamperwatch.posture.Entity;
import io.tamperwatch.posture.Entity.Inline;
import io.tamperwatch.posture.PasswordPolicy;
import io.tamperwatch.posture.UserCredentials;
import java.io.ByteArrayInputStream;
import java.net.URLDecoder;
import java.nio.charset.StandardCharsets;
import java.security.cert.CertificateException;
import java.security.cert.CertificateFactory;
import java.security.cert.X509Certificate;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.IntStream;
import org.jspecify.annotations.Nullable;
import software.amazon.awssdk.services.iam.model.AttachedPolicy;
import software.amazon.awssdk.services.iam.model.GetAccountAuthorizationDetailsResponse;
import software.amazon.awssdk.services.iam.model.ManagedPolicyDetail;
import software.amazon.awssdk.services.iam.model.PolicyDetail;
import software.amazon.awssdk.services.iam.model.PolicyVersion;

/** From the SDK's answers to what checks look at. */
final class IamReading {

    private IamReading() {}

    static PasswordPolicy passwordPolicy(software.amazon.awssdk.services.iam.model.PasswordPolicy policy) {
        return new PasswordPolicy(
                or(policy.minimumPasswordLength(), 6),
                Boolean.TRUE.equals(policy.requireUppercaseCharacters()),
                Boolean.TRUE.equals(policy.requireLowercaseCharacters()),
                Boolean.TRUE.equals(policy.requireNumbers()),
                Boolean.TRUE.equals(policy.requireSymbols()),
                or(policy.passwordReusePrevention(), 0));
    }

    private static int or(@Nullable Integer number, int otherwise) {
        return number == null ? otherwise : number;
    }

    static Users users(CredentialReport report) {
        List<UserCredentials> all = new ArrayList<>();
        List<CertificateHolder> holders = new ArrayList<>();
        for (CredentialReport.Line line : report.lines()) {
            if (line.text("user").equals(CredentialReport.ROOT)) {
                continue;
            }
            all.add(user(line));
            boolean certificate = IntStream.of(1, 2)
                    .anyMatch(
                            n -> line.yes("cert_" + n + "_active") || line.time("cert_" + n + "_last_rotated") != null);
            if (certificate) {
                holders.add(new CertificateHolder(line.text("user"), line.text("arn")));
            }
        }
        return new Users(all, holders);
    }

    private static UserCredentials user(CredentialReport.Line line) {
        UserCredentials.Password password = line.yes("password_enabled")
                ? new UserCredentials.Password(line.time("password_last_changed"), line.time("password_last_used"))
                : null;
        List<UserCredentials.Key> keys = IntStream.of(1, 2)
                .filter(n -> line.yes("access_key_" + n + "_active"))
                .mapToObj(n -> new UserCredentials.Key(
                        n,
                        line.time("access_key_" + n + "_last_rotated"),
                        line.time("access_key_" + n + "_last_used_date")))
                .toList();
        return new UserCredentials(line.text("user"), line.text("arn"), line.yes("mfa_active"), password, keys);
    }

    /** When a PEM certificate expires; null for what is none. */
    static @Nullable Instant expiry(@Nullable String pem) {
        if (pem == null) {
            return null;
        }
        try {
            var bytes = new ByteArrayInputStream(pem.getBytes(StandardCharsets.US_ASCII));
            var certificate =
                    (X509Certificate) CertificateFactory.getInstance("X.509").generateCertificate(bytes);
            // milliseconds, without touching the class whose other uses read the system's clock
            return Instant.ofEpochMilli(Long.parseLong("%tQ".formatted(certificate.getNotAfter())));
        } catch (CertificateException e) {
            return null;
        }
    }

    static List<Entity> entities(GetAccountAuthorizationDetailsResponse page) {
        List<Entity> entities = new ArrayList<>();
        page.policies().forEach(policy -> entities.add(policy(policy)));
        page.userDetailList()
                .forEach(user -> entities.add(new Entity.User(
                        user.arn(),
                        user.groupList(),
                        attached(user.attachedManagedPolicies()),
                        inline(user.userPolicyList()))));
        page.groupDetailList()
                .forEach(group -> entities.add(new Entity.Group(
                        group.arn(),
                        group.groupName(),
                        attached(group.attachedManagedPolicies()),
                        inline(group.groupPolicyList()))));
        page.roleDetailList()
                .forEach(role -> entities.add(new Entity.Role(
                        role.arn(),
                        decoded(role.assumeRolePolicyDocument()),
                        attached(role.attachedManagedPolicies()),
                        inline(role.rolePolicyList()))));
        return entities;
    }

    /** The version in force. */
    private static Entity policy(ManagedPolicyDetail policy) {
        String document = policy.policyVersionList().stream()
                .filter(version -> Boolean.TRUE.equals(version.isDefaultVersion()))
                .map(PolicyVersion::document)
                .findFirst()
                .orElse("");
        return new Entity.ManagedPolicy(policy.arn(), or(policy.attachmentCount(), 0), decoded(document));
    }

    private static List<String> attached(List<AttachedPolicy> policies) {
        return policies.stream().map(AttachedPolicy::policyArn).toList();
    }

    private static List<Inline> inline(List<PolicyDetail> policies) {
        return policies.stream()
                .map(policy -> new Inline(policy.policyName(), decoded(policy.policyDocument())))
                .toList();
    }

    /** Policies come URL-encoded as RFC 3986 has it, where a plus sign stands for itself. */
    private static String decoded(@Nullable String document) {
        if (document == null) {
            return "";
        }
        try {
            return URLDecoder.decode(document.replace("+", "%2B"), StandardCharsets.UTF_8);
        } catch (IllegalArgumentException e) {
            return document;
        }
    }
}
