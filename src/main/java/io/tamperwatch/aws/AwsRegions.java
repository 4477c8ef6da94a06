package io.tamperwatch.aws;

import com.fasterxml.jackson.databind.node.ObjectNode;
import io.tamperwatch.account.Listing;
import io.tamperwatch.account.RegionSource;
import io.tamperwatch.account.Trouble;
import io.tamperwatch.event.Partition;
import io.tamperwatch.rights.Permission;
import io.tamperwatch.rights.RightsObserver;
import io.tamperwatch.watch.LookupOutcome;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.inject.Inject;
import java.util.List;
import software.amazon.awssdk.auth.credentials.AwsCredentialsProvider;

/** The Regions of accounts, as Account Management lists them. */
@ApplicationScoped
class AwsRegions implements RegionSource {

    private final AwsClients clients;
    private final AccountBook book;
    private final RightsObserver rights;
    private final ManagementCalls calls;

    @Inject
    AwsRegions(AwsClients clients, AccountBook book, RightsObserver rights) {
        this(clients, book, rights, Thread::sleep);
    }

    AwsRegions(AwsClients clients, AccountBook book, RightsObserver rights, PacedCalls.Pause pause) {
        this.clients = clients;
        this.book = book;
        this.rights = rights;
        this.calls = new ManagementCalls(clients.signed(), pause);
    }

    @Override
    public List<String> wanted() {
        return book.watched().stream()
                .filter(account -> account.choice().all())
                .map(AccountSettings::name)
                .toList();
    }

    @Override
    public Listing<String> list(String account) {
        AwsCredentialsProvider credentials = clients.credentials(account);
        return ManagementCalls.listing(
                credentials,
                () -> {
                    List<String> regions = ask(clients.partition(account), credentials);
                    rights.answered(account, Permission.LIST_REGIONS.action(), true);
                    return regions.isEmpty()
                            ? new Listing.Failed<>(Trouble.REJECTED, "the list of Regions is empty")
                            : new Listing.Complete<>(regions);
                },
                failure -> {
                    if (failure instanceof LookupOutcome.Denied) {
                        rights.answered(account, Permission.LIST_REGIONS.action(), false);
                    }
                });
    }

    private List<String> ask(Partition partition, AwsCredentialsProvider credentials) {
        SignedJson.Service service = SignedJson.Service.in(partition, "account", partition.managementRegion());
        ObjectNode body = SignedJson.body().put("MaxResults", 50);
        body.putArray("RegionOptStatusContains").add("ENABLED").add("ENABLED_BY_DEFAULT");
        return calls.all(SignedJson.Call.at(service, "/listRegions", body), "Regions", credentials).stream()
                .map(region -> region.path("RegionName").asText(""))
                .filter(region -> RegionChoice.isRegion(region, partition))
                .distinct()
                .sorted()
                .toList();
    }
}
