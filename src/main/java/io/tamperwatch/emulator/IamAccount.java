package io.tamperwatch.emulator;

import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.util.List;

/** One account's IAM: what it holds, and the operations on it. Confined to its own lock by {@link ControlPlane}. */
final class IamAccount {

    private final Account account;
    private final Users users;
    private final SigningCertificates certificates;
    private final OidcProviders providers;
    private final Roles roles;
    private final Groups groups;
    private final List<Family> families;
    private final CredentialReports reports;

    IamAccount(Account account) {
        this.account = account;
        users = new Users(account);
        certificates = new SigningCertificates(users);
        providers = new OidcProviders(account);
        roles = new Roles(account);
        groups = new Groups(account, users);
        families = List.of(
                new LongTermKeys(users),
                new SshPublicKeys(users),
                new ServiceCredentials(account, users),
                new MfaDevices(account, users),
                new LoginProfiles(users),
                new PasswordPolicy(),
                new ServerCertificates(account),
                new SamlProviders(account),
                groups,
                new LastAccessed(),
                new Policies(account, users, groups, roles));
        reports = new CredentialReports(account, users, certificates);
    }

    Account account() {
        return account;
    }

    Roles roles() {
        return roles;
    }

    ObjectNode run(String action, Parameters asked, Call call) {
        return switch (action) {
            case "CreateUser" -> users.create(asked, call);
            case "GetUser" -> users.get(asked, call);
            case "ListUsers" -> users.list(asked);
            case "DeleteUser" -> deleteUser(asked);
            case "UploadSigningCertificate" -> certificates.upload(asked, call);
            case "UpdateSigningCertificate" -> certificates.update(asked, call);
            case "DeleteSigningCertificate" -> certificates.delete(asked, call);
            case "ListSigningCertificates" -> certificates.list(asked, call);
            case "GenerateCredentialReport" -> reports.generate(call);
            case "GetCredentialReport" -> reports.get();
            case "CreateOpenIDConnectProvider" -> providers.create(asked, call);
            case "GetOpenIDConnectProvider" -> providers.get(asked);
            case "ListOpenIDConnectProviders" -> providers.list();
            case "DeleteOpenIDConnectProvider" -> providers.delete(asked);
            case "AddClientIDToOpenIDConnectProvider" -> providers.addClientId(asked);
            case "RemoveClientIDFromOpenIDConnectProvider" -> providers.removeClientId(asked);
            case "UpdateOpenIDConnectProviderThumbprint" -> providers.updateThumbprints(asked);
            case "CreateRole" -> roles.create(asked, call);
            case "GetRole" -> roles.get(asked);
            case "ListRoles" -> roles.list(asked);
            case "UpdateAssumeRolePolicy" -> roles.trust(asked);
            case "GetAccountSummary" -> summary();
            case "ListAccountAliases" ->
                Results.page("AccountAliases", List.of(JsonNodeFactory.instance.textNode("example-corp")), asked);
            default -> runInFamily(action, asked, call);
        };
    }

    private ObjectNode runInFamily(String action, Parameters asked, Call call) {
        for (Family family : families) {
            ObjectNode result = family.run(action, asked, call);
            if (result != null) {
                return result;
            }
        }
        throw ControlPlane.unknown(action);
    }

    /** How a denial names what the action is about. */
    String resource(String action, Parameters asked, Call call) {
        if (asked.optional("OpenIDConnectProviderArn") != null) {
            return asked.required("OpenIDConnectProviderArn");
        }
        if (asked.optional("RoleName") != null) {
            return "role " + asked.required("RoleName");
        }
        if (action.equals("ListUsers")) {
            return account.iamArn("user/");
        }
        return asked.optional("UserName") != null || call.caller() instanceof Caller.User
                ? "user " + Users.named(asked, call)
                : account.iamArn("*");
    }

    private ObjectNode deleteUser(Parameters asked) {
        String name = asked.required("UserName");
        users.existing(name);
        if (certificates.any(name)) {
            throw new ServiceError(
                    409, "DeleteConflict", "Cannot delete entity, must delete signing certificates first.");
        }
        if (families.stream().anyMatch(family -> family.isHeldBy(name))) {
            throw new ServiceError(409, "DeleteConflict", "Cannot delete entity, must remove its credentials first.");
        }
        users.delete(name);
        return Results.nothing();
    }

    private ObjectNode summary() {
        ObjectNode map = Results.nothing();
        map.put("Users", users.count()).put("Roles", roles.count()).put("Providers", providers.count());
        map.put("SigningCertificatesPerUserQuota", 2).put("AccountMFAEnabled", 1);
        return Results.of("SummaryMap", map);
    }
}
