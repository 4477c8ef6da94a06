package io.tamperwatch.posture;

import java.util.Collection;
import java.util.List;
import java.util.Optional;
import java.util.function.Consumer;

/**
 * Reads the standing state of accounts. No method throws because of AWS or the network; each may take as long as its
 * requests take, which are paced.
 */
public interface AccountReader {

    /** The configured accounts, by name. */
    List<String> accounts();

    /** The account's password policy; empty when it has none of its own. */
    Known<Optional<PasswordPolicy>> passwordPolicy(String account);

    Known<RootUser> root(String account);

    /** Every IAM user, the root user left out. */
    Known<Users> users(String account);

    /** The signing certificates of these users. */
    Known<List<SigningCertificate>> certificates(String account, Collection<CertificateHolder> holders);

    /** The trails that record in the account's home Region, whoever made them, and those of its other Regions. */
    Known<List<Trail>> trails(String account);

    /**
     * Shows every user, group, role and policy of the account to {@code each}, one after the other. What has been shown
     * when something fails half-way is worth nothing.
     *
     * @return how many there are
     */
    Known<Integer> policies(String account, Consumer<Entity> each);

    /** @param withCertificates those of whom the credential report tells a signing certificate: an active one at least */
    record Users(List<UserCredentials> all, List<CertificateHolder> withCertificates) {

        public Users {
            all = List.copyOf(all);
            withCertificates = List.copyOf(withCertificates);
        }
    }

    /** A user who has a signing certificate. */
    record CertificateHolder(String name, String arn) {}
}
