package io.tamperwatch.aws;

import io.tamperwatch.inventory.IamPace;
import io.tamperwatch.rights.Permission;
import io.tamperwatch.rights.RightsProbe;
import io.tamperwatch.watch.Accounts;
import jakarta.enterprise.context.ApplicationScoped;
import java.util.List;
import org.jboss.logging.Logger;
import software.amazon.awssdk.core.exception.SdkException;
import software.amazon.awssdk.services.cloudtrail.CloudTrailClient;
import software.amazon.awssdk.services.iam.IamClient;

/**
 * One call for each permission, as small as it gets: one entity of many, or something that is not there, since AWS looks
 * at permissions first.
 */
@ApplicationScoped
class AwsRightsProbe implements RightsProbe {

    private static final Logger LOG = Logger.getLogger(AwsRightsProbe.class);

    /** Nobody calls a user, a role, a provider or a trail this. */
    private static final String NOBODY = "tamperwatch-rights-check";

    private final AwsClients clients;
    private final Accounts accounts;
    private final IamPace pace;

    AwsRightsProbe(AwsClients clients, Accounts accounts, IamPace pace) {
        this.clients = clients;
        this.accounts = accounts;
        this.pace = pace;
    }

    @Override
    public List<String> accounts() {
        return clients.accounts().stream().map(AccountSettings::name).toList();
    }

    @Override
    public void probe(String account, Permission permission) {
        try {
            if (permission.action().startsWith("iam:")) {
                Thread.sleep(pace.book(account));
            }
            call(account, permission);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        } catch (SdkException e) {
            LOG.debugf(
                    "asked about a permission account=%s action=%s answer=%s",
                    account, permission.action(), e.getClass().getSimpleName());
        }
    }

    private void call(String account, Permission permission) {
        IamClient iam = clients.iam(account);
        CloudTrailClient trails = clients.cloudTrail(clients.regions(account).getFirst());
        switch (permission) {
            // asked for all the time, and never but through the pacer
            case LOOKUP_EVENTS -> {}
            // asked by whoever lists Regions, and only of accounts that are read in all of them
            case LIST_REGIONS -> {}
            case GENERATE_CREDENTIAL_REPORT -> iam.generateCredentialReport();
            case GET_CREDENTIAL_REPORT -> iam.getCredentialReport();
            case LIST_USERS -> iam.listUsers(request -> request.maxItems(1));
            case LIST_SIGNING_CERTIFICATES -> iam.listSigningCertificates(request -> request.userName(NOBODY));
            case LIST_OIDC_PROVIDERS -> iam.listOpenIDConnectProviders();
            case GET_OIDC_PROVIDER ->
                iam.getOpenIDConnectProvider(request ->
                        request.openIDConnectProviderArn(arn(account, "oidc-provider/" + NOBODY + ".invalid")));
            case LIST_SAML_PROVIDERS -> iam.listSAMLProviders();
            case GET_SAML_PROVIDER ->
                iam.getSAMLProvider(request -> request.samlProviderArn(arn(account, "saml-provider/" + NOBODY)));
            case LIST_ROLES -> iam.listRoles(request -> request.maxItems(1));
            case GET_ROLE -> iam.getRole(request -> request.roleName(NOBODY));
            case GET_ACCOUNT_AUTHORIZATION_DETAILS ->
                iam.getAccountAuthorizationDetails(request -> request.maxItems(1));
            case GET_ACCOUNT_PASSWORD_POLICY -> iam.getAccountPasswordPolicy();
            case GET_ACCOUNT_SUMMARY -> iam.getAccountSummary();
            case DESCRIBE_TRAILS ->
                trails.describeTrails(request -> request.overrideConfiguration(clients.as(account)));
            case GET_TRAIL_STATUS ->
                trails.getTrailStatus(request -> request.name(NOBODY).overrideConfiguration(clients.as(account)));
            case GET_EVENT_SELECTORS ->
                trails.getEventSelectors(
                        request -> request.trailName(NOBODY).overrideConfiguration(clients.as(account)));
        }
    }

    /** Something of the account that is not there; while its number is not known, of an account nobody has. */
    private String arn(String account, String resource) {
        String partition = clients.partition(account).id();
        return "arn:" + partition + ":iam::" + accounts.accountId(account).orElse("000000000000") + ":" + resource;
    }
}
