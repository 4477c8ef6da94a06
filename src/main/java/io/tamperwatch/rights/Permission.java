package io.tamperwatch.rights;

import java.util.Arrays;
import java.util.List;
import java.util.Optional;

/** Every permission the product makes use of, and what is missing without it. All of them read; none changes anything. */
public enum Permission {
    LOOKUP_EVENTS("cloudtrail:LookupEvents", Tier.DETECT, "no event is seen and nothing is found"),
    LIST_REGIONS("account:ListRegions", Tier.DETECT, "where regions=all is asked for, only the home Region is read"),
    GENERATE_CREDENTIAL_REPORT(
            "iam:GenerateCredentialReport",
            Tier.EXPLAIN,
            "users with signing certificates have to be looked for one by one, and no check of users can say anything"),
    GET_CREDENTIAL_REPORT(
            "iam:GetCredentialReport",
            Tier.EXPLAIN,
            "users with signing certificates have to be looked for one by one, and no check of users can say anything"),
    LIST_USERS("iam:ListUsers", Tier.EXPLAIN, "whether a user still exists is not known"),
    LIST_SIGNING_CERTIFICATES(
            "iam:ListSigningCertificates",
            Tier.EXPLAIN,
            "deleted signing certificates are not saved and cannot be uploaded again, and their checks cannot say"
                    + " anything"),
    LIST_OIDC_PROVIDERS(
            "iam:ListOpenIDConnectProviders",
            Tier.EXPLAIN,
            "OpenID Connect providers are not saved: a removed client ID is not known to have been there"),
    GET_OIDC_PROVIDER(
            "iam:GetOpenIDConnectProvider",
            Tier.EXPLAIN,
            "OpenID Connect providers are not saved: a removed client ID is not known to have been there"),
    LIST_SAML_PROVIDERS("iam:ListSAMLProviders", Tier.EXPLAIN, "SAML providers are not saved"),
    GET_SAML_PROVIDER("iam:GetSAMLProvider", Tier.EXPLAIN, "SAML providers are not saved"),
    LIST_ROLES("iam:ListRoles", Tier.EXPLAIN, "which roles trust a provider is not known"),
    GET_ROLE("iam:GetRole", Tier.EXPLAIN, "when a role was last used is not known"),
    GET_ACCOUNT_AUTHORIZATION_DETAILS(
            "iam:GetAccountAuthorizationDetails",
            Tier.EXPLAIN,
            "trust policies have to be read role by role, and no check of policies can say anything"),
    GET_ACCOUNT_PASSWORD_POLICY(
            "iam:GetAccountPasswordPolicy", Tier.POSTURE, "no check of the password policy can say anything"),
    GET_ACCOUNT_SUMMARY("iam:GetAccountSummary", Tier.POSTURE, "no check of the root user can say anything"),
    DESCRIBE_TRAILS("cloudtrail:DescribeTrails", Tier.POSTURE, "no check of trails can say anything"),
    GET_TRAIL_STATUS("cloudtrail:GetTrailStatus", Tier.POSTURE, "whether a trail is logging is not known"),
    GET_EVENT_SELECTORS(
            "cloudtrail:GetEventSelectors", Tier.POSTURE, "whether a trail records changes of IAM is not known");

    private final String action;
    private final Tier tier;
    private final String without;

    Permission(String action, Tier tier, String without) {
        this.action = action;
        this.tier = tier;
        this.without = without;
    }

    /** As policies name it, for example {@code iam:GetRole}. */
    public String action() {
        return action;
    }

    /** Where it is needed first. */
    public Tier tier() {
        return tier;
    }

    /** What is so without it. */
    public String without() {
        return without;
    }

    static Optional<Permission> of(String action) {
        return Arrays.stream(values())
                .filter(permission -> permission.action.equals(action))
                .findFirst();
    }

    /** What a tier adds to those before it. */
    public static List<Permission> of(Tier tier) {
        return Arrays.stream(values())
                .filter(permission -> permission.tier == tier)
                .toList();
    }
}
