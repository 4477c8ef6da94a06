package io.tamperwatch.inventory;

import io.tamperwatch.event.Partition;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/**
 * Reads IAM, and never writes. Each method makes exactly one request, waits for the answer and never throws for anything the
 * service or the network does. Accounts are named as configured.
 */
public interface IamSource {

    /** The configured accounts' names. */
    List<String> inventoried();

    /** The twelve digits behind a name; empty while AWS has not said. */
    Optional<String> digits(String account);

    /** The partition an account is in; empty when no account of that name is configured or was found. */
    Optional<Partition> partition(String account);

    /** Has IAM make a credential report; whether one is ready. AWS makes a new one every four hours at most. */
    Reply<Boolean> makeReport(String account);

    Reply<Report> report(String account);

    Reply<Page<String>> userNames(String account, @Nullable String marker);

    Reply<List<Held.Certificate>> certificates(String account, String user);

    /** ARNs. */
    Reply<List<String>> oidcProviders(String account);

    Reply<Held.OidcProvider> oidcProvider(String account, String arn);

    /** ARNs. */
    Reply<List<String>> samlProviders(String account);

    Reply<Held.SamlProvider> samlProvider(String account, String arn);

    /** Roles with when they were last used. */
    Reply<Page<Held.Role>> rolesAndUse(String account, @Nullable String marker);

    /** Roles without when they were last used: for who may not read more. */
    Reply<Page<Held.Role>> roles(String account, @Nullable String marker);

    /** One role with when it was last used. */
    Reply<Held.Role> role(String account, String name);

    /**
     * Some of a list.
     *
     * @param next where the list goes on; null at its end
     */
    record Page<T>(List<T> items, @Nullable String next) {

        public Page {
            items = List.copyOf(items);
        }
    }

    /** A credential report, as far as it is about signing certificates. */
    record Report(Instant madeAt, List<Line> lines) {

        public Report {
            lines = List.copyOf(lines);
        }

        /**
         * A user.
         *
         * @param certificates what the report says about their certificates; equal as long as nothing changes, and empty when
         *     there are none
         */
        public record Line(String user, String certificates) {}
    }
}
