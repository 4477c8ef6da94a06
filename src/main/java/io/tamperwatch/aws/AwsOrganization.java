package io.tamperwatch.aws;

import com.fasterxml.jackson.databind.JsonNode;
import io.tamperwatch.account.Listing;
import io.tamperwatch.account.Member;
import io.tamperwatch.account.Organization;
import io.tamperwatch.account.Standing;
import io.tamperwatch.account.Trouble;
import io.tamperwatch.watch.Accounts;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.inject.Inject;
import java.time.Duration;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Deque;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import org.jspecify.annotations.Nullable;
import software.amazon.awssdk.auth.credentials.AwsCredentialsProvider;
import software.amazon.awssdk.core.exception.SdkException;

/** AWS Organizations, in the partition of whoever may list it. */
@ApplicationScoped
class AwsOrganization implements Organization {

    private static final String TARGET = "AWSOrganizationsV20161128.";

    private final AwsClients clients;
    private final AccountBook book;
    private final Accounts accounts;
    private final ManagementCalls calls;

    @Inject
    AwsOrganization(AwsClients clients, AccountBook book, Accounts accounts) {
        this(clients, book, accounts, Thread::sleep);
    }

    AwsOrganization(AwsClients clients, AccountBook book, Accounts accounts, PacedCalls.Pause pause) {
        this.clients = clients;
        this.book = book;
        this.accounts = accounts;
        this.calls = new ManagementCalls(clients.signed(), pause);
    }

    @Override
    public boolean isConfigured() {
        return book.organization().isPresent();
    }

    @Override
    public Duration every() {
        return book.organization().map(OrganizationSettings::every).orElse(Duration.ofDays(1));
    }

    @Override
    public Listing<Member> list() {
        OrganizationSettings settings = book.organization().orElseThrow();
        book.unknown().forEach(accounts::accountId);
        if (!book.unknown().isEmpty()) {
            // it would be watched twice, under two names
            return new Listing.Failed<>(
                    Trouble.CREDENTIALS, "which account the process's own credentials are of is not known yet");
        }
        AwsCredentialsProvider credentials = clients.organizationCredentials();
        return ManagementCalls.listing(
                credentials, () -> new Listing.Complete<>(new Walk(settings, credentials).members()), failure -> {});
    }

    /** One way through the organization. */
    private final class Walk {

        private final OrganizationSettings settings;
        private final AwsCredentialsProvider credentials;
        private final SignedJson.Service service;
        private final Set<String> configured;

        Walk(OrganizationSettings settings, AwsCredentialsProvider credentials) {
            this.settings = settings;
            this.credentials = credentials;
            this.service = SignedJson.Service.in(
                    settings.partition(), "organizations", settings.partition().managementRegion());
            this.configured = book.configuredIds();
        }

        List<Member> members() {
            List<JsonNode> all = settings.isByUnit() ? byUnit() : ask("ListAccounts", null, "Accounts");
            return all.stream().map(this::member).distinct().toList();
        }

        /** Units are looked into once, however they are named. */
        private List<JsonNode> byUnit() {
            Deque<String> ahead = new ArrayDeque<>(settings.units().isEmpty() ? roots() : settings.units());
            Set<String> seen = new HashSet<>();
            List<JsonNode> all = new ArrayList<>();
            while (!ahead.isEmpty()) {
                String unit = ahead.remove();
                if (!settings.excluded().contains(unit) && seen.add(unit)) {
                    all.addAll(ask("ListAccountsForParent", unit, "Accounts"));
                    ask("ListOrganizationalUnitsForParent", unit, "OrganizationalUnits")
                            .forEach(below -> ahead.add(below.path("Id").asText()));
                }
            }
            return all;
        }

        private List<String> roots() {
            return ask("ListRoots", null, "Roots").stream()
                    .map(root -> root.path("Id").asText())
                    .toList();
        }

        private List<JsonNode> ask(String operation, @Nullable String parent, String field) {
            var body = SignedJson.body();
            if (parent != null) {
                body.put("ParentId", parent);
            }
            return calls.all(SignedJson.Call.named(service, TARGET + operation, body), field, credentials);
        }

        private Member member(JsonNode account) {
            String id = account.path("Id").asText("");
            if (!id.matches("\\d{12}")) {
                throw SdkException.create("the list of accounts has an entry without an account id", null);
            }
            if (configured.contains(id)) {
                return new Member(id, Standing.CONFIGURED);
            }
            return new Member(id, settings.excluded().contains(id) ? Standing.EXCLUDED : standing(account));
        }

        /** The state, which has taken the place of the status. What is not known here is watched rather than left out. */
        private static Standing standing(JsonNode account) {
            return switch (account.path("State").asText(account.path("Status").asText(""))) {
                case "PENDING_ACTIVATION" -> Standing.PENDING;
                case "SUSPENDED", "PENDING_CLOSURE", "CLOSED" -> Standing.SUSPENDED;
                default -> Standing.WATCHED;
            };
        }
    }
}
