package io.tamperwatch.aws;

import io.tamperwatch.inventory.IamPace;
import io.tamperwatch.posture.AccountReader;
import io.tamperwatch.posture.Entity;
import io.tamperwatch.posture.Known;
import io.tamperwatch.posture.PasswordPolicy;
import io.tamperwatch.posture.RootUser;
import io.tamperwatch.posture.SigningCertificate;
import io.tamperwatch.posture.Trail;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.inject.Inject;
import java.util.ArrayList;
import java.util.Collection;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.Consumer;
import org.jspecify.annotations.Nullable;
import software.amazon.awssdk.services.iam.IamClient;
import software.amazon.awssdk.services.iam.model.EntityType;
import software.amazon.awssdk.services.iam.model.GetAccountAuthorizationDetailsResponse;
import software.amazon.awssdk.services.iam.model.NoSuchEntityException;
import software.amazon.awssdk.services.iam.model.StatusType;

/** Reads the standing state of accounts from IAM and CloudTrail. */
@ApplicationScoped
class AwsAccountReader implements AccountReader {

    /** Entities a page; their policies come with them, so that a page is some hundred kilobytes. */
    private static final int PAGE = 100;

    private final AwsClients clients;
    private final IamPace pace;
    private final PacedCalls.Pause pause;

    @Inject
    AwsAccountReader(AwsClients clients, IamPace pace) {
        this(clients, pace, Thread::sleep);
    }

    AwsAccountReader(AwsClients clients, IamPace pace, PacedCalls.Pause pause) {
        this.clients = clients;
        this.pace = pace;
        this.pause = pause;
    }

    private PacedCalls calls(String account) {
        return new PacedCalls(account, pace, pause);
    }

    @Override
    public List<String> accounts() {
        return clients.accounts().stream().map(AccountSettings::name).toList();
    }

    @Override
    public Known<Optional<PasswordPolicy>> passwordPolicy(String account) {
        IamClient iam = clients.iam(account);
        return calls(account).ask("iam:GetAccountPasswordPolicy", () -> {
            try {
                return Optional.of(
                        IamReading.passwordPolicy(iam.getAccountPasswordPolicy().passwordPolicy()));
            } catch (NoSuchEntityException e) {
                return Optional.empty();
            }
        });
    }

    @Override
    public Known<RootUser> root(String account) {
        IamClient iam = clients.iam(account);
        return calls(account).ask("iam:GetAccountSummary", () -> {
            Map<String, Integer> summary = iam.getAccountSummary().summaryMapAsStrings();
            return new RootUser(
                    summary.getOrDefault("AccountMFAEnabled", 0) > 0,
                    summary.getOrDefault("AccountAccessKeysPresent", 0) > 0,
                    summary.getOrDefault("AccountSigningCertificatesPresent", 0) > 0,
                    // told only where root access is managed centrally; elsewhere the root user has one
                    summary.getOrDefault("AccountPasswordPresent", 1) > 0);
        });
    }

    @Override
    public Known<Users> users(String account) {
        return new CredentialReports(clients.iam(account), calls(account))
                .read()
                .map(IamReading::users);
    }

    @Override
    public Known<List<SigningCertificate>> certificates(String account, Collection<CertificateHolder> holders) {
        IamClient iam = clients.iam(account);
        PacedCalls calls = calls(account);
        List<SigningCertificate> certificates = new ArrayList<>();
        for (CertificateHolder holder : holders) {
            Known<List<SigningCertificate>> held = calls.ask("iam:ListSigningCertificates", () -> {
                try {
                    return iam
                            .listSigningCertificates(request -> request.userName(holder.name()))
                            .certificates()
                            .stream()
                            .map(one -> new SigningCertificate(
                                    holder.name(),
                                    holder.arn(),
                                    one.certificateId(),
                                    one.status() == StatusType.ACTIVE,
                                    IamReading.expiry(one.certificateBody())))
                            .toList();
                } catch (NoSuchEntityException e) {
                    // deleted since the report was made
                    return List.of();
                }
            });
            if (!(held instanceof Known.Is<List<SigningCertificate>>(List<SigningCertificate> some))) {
                return held;
            }
            certificates.addAll(some);
        }
        return new Known.Is<>(certificates);
    }

    @Override
    public Known<List<Trail>> trails(String account) {
        return new TrailReading(clients, account, calls(account)).read();
    }

    @Override
    public Known<Integer> policies(String account, Consumer<Entity> each) {
        IamClient iam = clients.iam(account);
        PacedCalls calls = calls(account);
        int count = 0;
        String marker = null;
        do {
            Known<GetAccountAuthorizationDetailsResponse> answer = page(calls, iam, marker);
            if (!(answer instanceof Known.Is<GetAccountAuthorizationDetailsResponse>(var page))) {
                return answer.map(page -> 0);
            }
            List<Entity> entities = IamReading.entities(page);
            entities.forEach(each);
            count += entities.size();
            marker = Boolean.TRUE.equals(page.isTruncated()) ? page.marker() : null;
        } while (marker != null);
        return new Known.Is<>(count);
    }

    private Known<GetAccountAuthorizationDetailsResponse> page(
            PacedCalls calls, IamClient iam, @Nullable String marker) {
        return calls.ask(
                "iam:GetAccountAuthorizationDetails",
                () -> iam.getAccountAuthorizationDetails(request -> request.filter(
                                EntityType.USER, EntityType.GROUP, EntityType.ROLE, EntityType.LOCAL_MANAGED_POLICY)
                        .maxItems(PAGE)
                        .marker(marker)));
    }
}
