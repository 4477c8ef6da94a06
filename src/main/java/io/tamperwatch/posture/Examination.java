package io.tamperwatch.posture;

import io.tamperwatch.posture.AccountReader.CertificateHolder;
import io.tamperwatch.posture.AccountReader.Users;
import java.time.Clock;
import java.time.Instant;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Set;
import java.util.function.Function;
import java.util.stream.Collectors;

/** Reads an account once and has every check judge it. What cannot be read leaves the other checks what they are. */
final class Examination {

    private final AccountReader reader;
    private final PostureSettings settings;
    private final Function<String, Set<String>> holders;
    private final Clock clock;

    /**
     * @param holders the names of an account's users who are known to have a signing certificate: of those that are not active
     *     the credential report need not tell
     */
    Examination(AccountReader reader, PostureSettings settings, Function<String, Set<String>> holders, Clock clock) {
        this.reader = reader;
        this.settings = settings;
        this.holders = holders;
        this.clock = clock;
    }

    List<Judged> of(String account) {
        AccountState state = read(account);
        return PostureChecks.all().stream()
                .map(check -> new Judged(
                        account, check.id(), state.at(), check.judge().apply(state)))
                .toList();
    }

    private AccountState read(String account) {
        Instant at = clock.instant();
        Known<List<Trail>> trails = reader.trails(account);
        Known<Users> users = reader.users(account);
        return new AccountState(
                at,
                settings,
                reader.passwordPolicy(account),
                reader.root(account),
                users.map(Users::all),
                certificates(account, users),
                trails,
                policies(account, trails));
    }

    private Known<List<SigningCertificate>> certificates(String account, Known<Users> users) {
        return switch (users) {
            case Known.Is<Users>(Users known) -> reader.certificates(account, withCertificates(account, known));
            case Known.Refused<Users> refused -> new Known.Refused<>(refused.permission());
            case Known.Unread<Users> unread -> new Known.Unread<>(unread.reason());
        };
    }

    private Set<CertificateHolder> withCertificates(String account, Users users) {
        Set<CertificateHolder> all = new LinkedHashSet<>(users.withCertificates());
        Set<String> known = holders.apply(account);
        users.all().stream()
                .filter(user -> known.contains(user.name()))
                .map(user -> new CertificateHolder(user.name(), user.arn()))
                .forEach(all::add);
        return all;
    }

    private Known<PolicyReview> policies(String account, Known<List<Trail>> trails) {
        Set<String> buckets = trails instanceof Known.Is<List<Trail>>(List<Trail> all)
                ? all.stream().map(Trail::bucketArn).collect(Collectors.toSet())
                : Set.of();
        PolicyReviewer reviewer = new PolicyReviewer(buckets);
        return reader.policies(account, reviewer::add).map(count -> reviewer.done());
    }
}
