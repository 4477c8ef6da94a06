package io.tamperwatch.aws;

import io.tamperwatch.event.Partition;
import io.tamperwatch.inventory.Held;
import io.tamperwatch.inventory.IamSource;
import io.tamperwatch.inventory.Reply;
import io.tamperwatch.watch.LookupOutcome;
import jakarta.enterprise.context.ApplicationScoped;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;
import software.amazon.awssdk.awscore.exception.AwsServiceException;
import software.amazon.awssdk.core.exception.SdkException;
import software.amazon.awssdk.services.iam.IamClient;
import software.amazon.awssdk.services.iam.model.EntityType;
import software.amazon.awssdk.services.iam.model.GetAccountAuthorizationDetailsResponse;
import software.amazon.awssdk.services.iam.model.ListRolesResponse;
import software.amazon.awssdk.services.iam.model.ListUsersResponse;
import software.amazon.awssdk.services.iam.model.OpenIDConnectProviderListEntry;
import software.amazon.awssdk.services.iam.model.ReportStateType;
import software.amazon.awssdk.services.iam.model.SAMLProviderListEntry;
import software.amazon.awssdk.services.iam.model.User;

/** IAM, through the SDK, one request for each question. */
@ApplicationScoped
class AwsIamSource implements IamSource {

    /** Small enough that a page of roles with all their policies is no burden. */
    private static final int ROLES = 100;

    private static final int USERS = 1000;

    private static final Set<String> NOT_MADE_YET = Set.of("ReportNotPresent", "ReportInProgress", "ReportExpired");

    private final AwsClients clients;
    private final AwsAccounts accounts;

    AwsIamSource(AwsClients clients, AwsAccounts accounts) {
        this.clients = clients;
        this.accounts = accounts;
    }

    @Override
    public List<String> inventoried() {
        return clients.accounts().stream().map(AccountSettings::name).toList();
    }

    @Override
    public Optional<String> digits(String account) {
        return accounts.accountId(account);
    }

    @Override
    public Optional<Partition> partition(String account) {
        return clients.book().find(account).map(AccountSettings::partition);
    }

    @Override
    public Reply<Boolean> makeReport(String account) {
        return ask(
                account,
                "iam:GenerateCredentialReport",
                iam -> iam.generateCredentialReport().state() == ReportStateType.COMPLETE);
    }

    @Override
    public Reply<Report> report(String account) {
        return ask(account, "iam:GetCredentialReport", iam -> IamThings.report(iam.getCredentialReport()));
    }

    @Override
    public Reply<Page<String>> userNames(String account, @Nullable String marker) {
        return ask(account, "iam:ListUsers", iam -> {
            ListUsersResponse page =
                    iam.listUsers(request -> request.marker(marker).maxItems(USERS));
            return new Page<>(
                    page.users().stream().map(User::userName).toList(), next(page.isTruncated(), page.marker()));
        });
    }

    @Override
    public Reply<List<Held.Certificate>> certificates(String account, String user) {
        return ask(
                account,
                "iam:ListSigningCertificates",
                iam -> iam.listSigningCertificates(request -> request.userName(user)).certificates().stream()
                        .map(certificate -> IamThings.certificate(certificate, user))
                        .toList());
    }

    @Override
    public Reply<List<String>> oidcProviders(String account) {
        return ask(
                account,
                "iam:ListOpenIDConnectProviders",
                iam -> iam.listOpenIDConnectProviders().openIDConnectProviderList().stream()
                        .map(OpenIDConnectProviderListEntry::arn)
                        .toList());
    }

    @Override
    public Reply<Held.OidcProvider> oidcProvider(String account, String arn) {
        return ask(
                account,
                "iam:GetOpenIDConnectProvider",
                iam -> IamThings.oidcProvider(
                        arn, iam.getOpenIDConnectProvider(request -> request.openIDConnectProviderArn(arn))));
    }

    @Override
    public Reply<List<String>> samlProviders(String account) {
        return ask(
                account,
                "iam:ListSAMLProviders",
                iam -> iam.listSAMLProviders().samlProviderList().stream()
                        .map(SAMLProviderListEntry::arn)
                        .toList());
    }

    @Override
    public Reply<Held.SamlProvider> samlProvider(String account, String arn) {
        return ask(
                account,
                "iam:GetSAMLProvider",
                iam -> IamThings.samlProvider(arn, iam.getSAMLProvider(request -> request.samlProviderArn(arn))));
    }

    @Override
    public Reply<Page<Held.Role>> rolesAndUse(String account, @Nullable String marker) {
        return ask(account, "iam:GetAccountAuthorizationDetails", iam -> {
            GetAccountAuthorizationDetailsResponse page = iam.getAccountAuthorizationDetails(
                    request -> request.filter(EntityType.ROLE).marker(marker).maxItems(ROLES));
            return new Page<>(
                    page.roleDetailList().stream().map(IamThings::role).toList(),
                    next(page.isTruncated(), page.marker()));
        });
    }

    @Override
    public Reply<Page<Held.Role>> roles(String account, @Nullable String marker) {
        return ask(account, "iam:ListRoles", iam -> {
            ListRolesResponse page =
                    iam.listRoles(request -> request.marker(marker).maxItems(ROLES));
            return new Page<>(
                    page.roles().stream().map(IamThings::listed).toList(), next(page.isTruncated(), page.marker()));
        });
    }

    @Override
    public Reply<Held.Role> role(String account, String name) {
        return ask(
                account,
                "iam:GetRole",
                iam -> IamThings.role(
                        iam.getRole(request -> request.roleName(name)).role()));
    }

    private static @Nullable String next(@Nullable Boolean truncated, @Nullable String marker) {
        return Boolean.TRUE.equals(truncated) && marker != null && !marker.isBlank() ? marker : null;
    }

    private <T> Reply<T> ask(String account, String permission, Function<IamClient, T> request) {
        try {
            // Asked for apart from the request, so that a failure here is known to be about credentials.
            clients.credentials(account).resolveCredentials();
        } catch (SdkException e) {
            return failed(permission, LookupFailures.ofCredentials(e));
        }
        try {
            return new Reply.Is<>(request.apply(clients.iam(account)));
        } catch (SdkException e) {
            String code = code(e);
            if (code.equals("NoSuchEntity")) {
                return new Reply.Absent<>();
            }
            return NOT_MADE_YET.contains(code)
                    ? new Reply.Unavailable<>("the credential report is not ready")
                    : failed(permission, LookupFailures.of(e));
        }
    }

    private static String code(SdkException e) {
        boolean told = e instanceof AwsServiceException service && service.awsErrorDetails() != null;
        String code = told ? ((AwsServiceException) e).awsErrorDetails().errorCode() : null;
        return code == null ? "" : code;
    }

    private static <T> Reply<T> failed(String permission, LookupOutcome.Failure failure) {
        return switch (failure) {
            case LookupOutcome.Denied denied -> new Reply.Refused<>(permission);
            case LookupOutcome.Throttled throttled -> new Reply.Throttled<>();
            case LookupOutcome.Unavailable unavailable -> new Reply.Unavailable<>(unavailable.message());
            case LookupOutcome.CredentialsUnusable unusable -> new Reply.Failed<>(unusable.message());
            case LookupOutcome.Rejected rejected -> new Reply.Failed<>(rejected.message());
            case LookupOutcome.TokenRejected rejected -> new Reply.Failed<>(rejected.message());
            case LookupOutcome.TooLarge large -> new Reply.Failed<>(large.message());
        };
    }
}
