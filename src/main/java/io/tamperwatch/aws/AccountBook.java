package io.tamperwatch.aws;

import io.tamperwatch.account.AccountRegion;
import io.tamperwatch.account.DiscoveredAccount;
import io.tamperwatch.account.Roster;
import jakarta.inject.Inject;
import jakarta.inject.Singleton;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/**
 * The accounts there are: those of the configuration, and those found in the organization. Where both have the same account,
 * the configuration's entry is the one. Safe for many threads.
 */
@Singleton
final class AccountBook {

    /**
     * An account.
     *
     * @param ended why nothing of it is read any more; null while it is read
     */
    record Entry(AccountSettings settings, @Nullable String ended) {}

    private record Snapshot(long version, int own, Map<String, Entry> entries) {}

    private final List<AccountSettings> configured;
    private final Optional<OrganizationSettings> organization;
    private final @Nullable Roster roster;
    private final Map<String, String> ownIds = new ConcurrentHashMap<>();
    private volatile @Nullable Snapshot snapshot;

    @Inject
    AccountBook(AccountsConfig config, OrganizationConfig organization, Roster roster) {
        this(config, OrganizationSettings.of(organization, OwnRegion.find()), roster);
    }

    private AccountBook(AccountsConfig config, Optional<OrganizationSettings> organization, @Nullable Roster roster) {
        this.organization = organization;
        this.roster = roster;
        boolean onlyFound = organization.isPresent() && config.byName().isEmpty();
        this.configured = onlyFound ? List.of() : AccountSettings.of(config, OwnRegion.find());
    }

    /** Of the configuration alone. */
    static AccountBook fixed(AccountsConfig config) {
        return new AccountBook(config, Optional.empty(), null);
    }

    Optional<OrganizationSettings> organization() {
        return organization;
    }

    /** Every account, those that are not read any more as well, ordered by name. */
    List<Entry> all() {
        return List.copyOf(entries().values());
    }

    /** The accounts that are read. */
    List<AccountSettings> watched() {
        return entries().values().stream()
                .filter(entry -> entry.ended() == null)
                .map(Entry::settings)
                .toList();
    }

    Optional<AccountSettings> find(String name) {
        return Optional.ofNullable(entries().get(name)).map(Entry::settings);
    }

    /** Configured accounts that are read with the process's own credentials and whose ids AWS has not told yet. */
    List<String> unknown() {
        return configured.stream()
                .filter(account -> account.role() == null && !ownIds.containsKey(account.name()))
                .map(AccountSettings::name)
                .toList();
    }

    /** AWS has told the id behind a name. */
    void isKnown(String name, String id) {
        ownIds.put(name, id);
    }

    /** The ids of configured accounts, as far as they are known. */
    Set<String> configuredIds() {
        return configured.stream()
                .map(account -> account.role() == null
                        ? ownIds.get(account.name())
                        : account.role().accountId())
                .flatMap(Stream::ofNullable)
                .collect(Collectors.toUnmodifiableSet());
    }

    /** Where Regional detections are looked for now. */
    List<String> regions(AccountSettings account) {
        List<String> enabled = knownRegions(account).stream()
                .filter(AccountRegion::enabled)
                .map(AccountRegion::region)
                .toList();
        return enabled.isEmpty() ? account.choice().named() : enabled;
    }

    /** Where they were looked for before the account disabled the Region. */
    List<String> formerRegions(AccountSettings account) {
        return knownRegions(account).stream()
                .filter(region -> !region.enabled())
                .map(AccountRegion::region)
                .toList();
    }

    /** What there is to know about the Regions of an account; null when nothing is amiss. */
    @Nullable
    String note(AccountSettings account) {
        if (!account.choice().all() || roster == null) {
            return null;
        }
        boolean known = !knownRegions(account).isEmpty();
        String trouble = roster.regionTrouble(account.name());
        if (trouble == null) {
            return known ? null : "Only the home Region is read until AWS has told which Regions are enabled.";
        }
        return known
                ? "Which Regions are enabled could not be asked anew, those known before are read: " + trouble
                : "Only the home Region is read, since which Regions are enabled could not be asked: " + trouble;
    }

    private List<AccountRegion> knownRegions(AccountSettings account) {
        return account.choice().all() && roster != null ? roster.regions(account.name()) : List.of();
    }

    private Map<String, Entry> entries() {
        Snapshot last = snapshot;
        long version = roster == null ? 0 : roster.version();
        int own = ownIds.size();
        if (last == null || last.version() != version || last.own() != own) {
            last = new Snapshot(version, own, read());
            snapshot = last;
        }
        return last.entries();
    }

    private Map<String, Entry> read() {
        Map<String, Entry> entries = new LinkedHashMap<>();
        configured.forEach(account -> entries.put(account.name(), new Entry(account, null)));
        if (organization.isPresent() && roster != null) {
            Set<String> ids = configuredIds();
            for (DiscoveredAccount found : roster.accounts()) {
                if (!ids.contains(found.id())) {
                    entries.putIfAbsent(found.id(), entry(organization.get(), found));
                }
            }
        }
        return entries;
    }

    private static Entry entry(OrganizationSettings organization, DiscoveredAccount found) {
        return new Entry(
                organization.account(found.id()),
                found.isWatched() ? null : found.standing().why());
    }
}
