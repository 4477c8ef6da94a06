package io.tamperwatch;

import java.util.Comparator;
import java.util.List;
import java.util.Locale;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * Every key of the product; {@code *} stands for a name the operator chooses. A test compares it with the packages'
 * configuration mappings.
 */
final class KnownSettings {

    static final String PREFIX = "tamperwatch.";
    static final String VARIABLE_PREFIX = "TAMPERWATCH_";

    static final List<String> KEYS = List.of(
            "tamperwatch.accounts.*.external-id",
            "tamperwatch.accounts.*.regions",
            "tamperwatch.accounts.*.role-arn",
            "tamperwatch.alertmanager.bearer-token",
            "tamperwatch.alertmanager.ca-file",
            "tamperwatch.alertmanager.every",
            "tamperwatch.alertmanager.most-per-group",
            "tamperwatch.alertmanager.password",
            "tamperwatch.alertmanager.severities",
            "tamperwatch.alertmanager.urls",
            "tamperwatch.alertmanager.username",
            "tamperwatch.aws.timeout",
            "tamperwatch.catalogue-dir",
            "tamperwatch.data-dir",
            "tamperwatch.detections",
            "tamperwatch.evidence.key",
            "tamperwatch.evidence.key-file",
            "tamperwatch.evidence.key-id",
            "tamperwatch.expected-actors",
            "tamperwatch.external-url",
            "tamperwatch.inventory.budget",
            "tamperwatch.inventory.every",
            "tamperwatch.inventory.keep",
            "tamperwatch.organization.every",
            "tamperwatch.organization.exclude",
            "tamperwatch.organization.external-id",
            "tamperwatch.organization.reader-external-id",
            "tamperwatch.organization.reader-role-arn",
            "tamperwatch.organization.regions",
            "tamperwatch.organization.role-name",
            "tamperwatch.organization.units",
            "tamperwatch.poll.backfill",
            "tamperwatch.poll.budget",
            "tamperwatch.poll.every",
            "tamperwatch.poll.lookback",
            "tamperwatch.poll.sweep.every",
            "tamperwatch.poll.sweep.window",
            "tamperwatch.postgresql.password",
            "tamperwatch.postgresql.url",
            "tamperwatch.postgresql.username",
            "tamperwatch.posture.access-key-max-age",
            "tamperwatch.posture.every",
            "tamperwatch.posture.password-max-age",
            "tamperwatch.posture.password-min-length",
            "tamperwatch.posture.unused-after",
            "tamperwatch.retention.resolved-after",
            "tamperwatch.rights.every",
            "tamperwatch.security.allow-open",
            "tamperwatch.security.mode",
            "tamperwatch.security.oidc.admins",
            "tamperwatch.security.oidc.audience",
            "tamperwatch.security.oidc.client-id",
            "tamperwatch.security.oidc.client-secret",
            "tamperwatch.security.oidc.issuer",
            "tamperwatch.security.oidc.name-claim",
            "tamperwatch.security.oidc.responders",
            "tamperwatch.security.oidc.roles-claim",
            "tamperwatch.security.oidc.scopes",
            "tamperwatch.security.oidc.viewers",
            "tamperwatch.security.session-key",
            "tamperwatch.security.tokens.*.role",
            "tamperwatch.security.tokens.*.sha256",
            "tamperwatch.sqs.*.give-up-after",
            "tamperwatch.sqs.*.queue-url",
            "tamperwatch.store",
            "tamperwatch.trusted-networks",
            "tamperwatch.webhook.ca-file",
            "tamperwatch.webhook.secret",
            "tamperwatch.webhook.url");

    /**
     * What Kubernetes puts into every container of a namespace that has a Service called {@code tamperwatch} or {@code
     * tamperwatch-…}.
     */
    private static final Pattern SERVICE_VARIABLE = Pattern.compile(
            VARIABLE_PREFIX
                    + "([A-Z0-9_]+_)?(SERVICE_HOST|SERVICE_PORT(_[A-Z0-9_]+)?|PORT(_\\d+_(TCP|UDP|SCTP)(_(PROTO|PORT|ADDR))?)?)");

    /** How SmallRye Config names what it read from a file or an archive's entry, at times with the line. */
    private static final Pattern FILE = Pattern.compile("\\w+\\[source=(?:jar:|file:)?(?:.*!/)?(.+)](?::\\d+)?");

    private KnownSettings() {}

    static boolean isKnown(String key) {
        return KEYS.stream().anyMatch(known -> matches(known, key));
    }

    /**
     * Whether an environment variable is a setting, or one that Kubernetes makes. A chosen name with anything but letters
     * and digits in it has no variable: SmallRye Config cannot tell its underscores from those between segments.
     */
    static boolean isKnownVariable(String name) {
        return SERVICE_VARIABLE.matcher(name).matches()
                || KEYS.stream().anyMatch(key -> Pattern.matches(variable(key).replace("*", "[A-Z0-9]+"), name));
    }

    /** One line about a key that is not a setting. */
    static String unknown(String key, String source) {
        return "%s (%s) is not a setting of tamperwatch; did you mean %s?"
                .formatted(printable(key), printable(place(source)), nearest(key));
    }

    /** One line about an environment variable that is not a setting. */
    static String unknownVariable(String name) {
        String key = name.toLowerCase(Locale.ROOT).replace('_', '.');
        return "%s (environment) is not a setting of tamperwatch and is ignored; did you mean %s?"
                .formatted(printable(name), variable(nearest(key)));
    }

    /** A configuration source in words of an operator: the file's name, or how else the key was given. */
    private static String place(String source) {
        if (source.startsWith("SysPropConfigSource")) {
            return "system property";
        }
        Matcher file = FILE.matcher(source);
        return file.matches() ? file.group(1) : source;
    }

    private static boolean matches(String known, String key) {
        String[] segments = known.split("\\*", 2);
        if (segments.length == 1) {
            return known.equals(key);
        }
        return key.startsWith(segments[0])
                && key.endsWith(segments[1])
                && key.length() > segments[0].length() + segments[1].length();
    }

    private static String nearest(String key) {
        return KEYS.stream()
                .map(known -> known.replace("*", chosenName(known, key)))
                .min(Comparator.comparingInt(known -> distance(known, key)))
                .orElseThrow();
    }

    /** The name in the key at the place of the star, so that a slip beside it does not count twice. */
    private static String chosenName(String known, String key) {
        List<String> knownSegments = List.of(known.split("\\."));
        String[] segments = key.split("\\.", -1);
        int star = knownSegments.indexOf("*");
        return star >= 0 && star < segments.length ? segments[star] : "<name>";
    }

    /** Levenshtein's: how many letters to add, drop or change. */
    private static int distance(String a, String b) {
        int[] row = new int[b.length() + 1];
        for (int j = 0; j <= b.length(); j++) {
            row[j] = j;
        }
        for (int i = 1; i <= a.length(); i++) {
            int diagonal = row[0];
            row[0] = i;
            for (int j = 1; j <= b.length(); j++) {
                int changed = diagonal + (a.charAt(i - 1) == b.charAt(j - 1) ? 0 : 1);
                diagonal = row[j];
                row[j] = Math.min(changed, 1 + Math.min(row[j], row[j - 1]));
            }
        }
        return row[b.length()];
    }

    private static String variable(String key) {
        return key.toUpperCase(Locale.ROOT).replaceAll("[^A-Z0-9*]", "_");
    }

    private static String printable(String text) {
        String line = text.replaceAll("\\p{Cntrl}", " ");
        return line.length() > 200 ? line.substring(0, 200) + "…" : line;
    }
}
