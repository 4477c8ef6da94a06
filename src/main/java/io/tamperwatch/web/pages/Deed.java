package io.tamperwatch.web.pages;

import java.util.Locale;
import java.util.Map;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * The name of an API call as people would say it: {@code DeleteSigningCertificate} is "deleted" a "signing certificate".
 *
 * @param did the verb of what was done
 * @param attempt the verb of what was tried
 * @param object what it was done to
 */
record Deed(String did, String attempt, String object) {

    private static final Map<String, String> PAST = Map.ofEntries(
            Map.entry("Put", "set"),
            Map.entry("Reset", "reset"),
            Map.entry("Stop", "stopped"),
            Map.entry("Attach", "attached"),
            Map.entry("Detach", "detached"));

    private static final Map<String, String> NAMES = Map.ofEntries(
            Map.entry("ClientIDToOpenIDConnectProvider", "client ID"),
            Map.entry("ClientIDFromOpenIDConnectProvider", "client ID"),
            Map.entry("OpenIDConnectProviderThumbprint", "thumbprints of OpenID Connect provider"),
            Map.entry("OpenIDConnectProvider", "OpenID Connect provider"),
            Map.entry("LoginProfile", "console password"),
            Map.entry("AccountPasswordPolicy", "password policy of the account"),
            Map.entry("AssumeRolePolicy", "trust policy of a role"),
            Map.entry("ServiceSpecificCredential", "service-specific credential"),
            Map.entry("Logging", "logging of trail"),
            Map.entry("User", "IAM user"),
            Map.entry("EventSelectors", "selection of recorded events"),
            Map.entry("UserPolicy", "inline policy of a user"),
            Map.entry("RolePolicy", "policy of a role"),
            Map.entry("EventDataStore", "CloudTrail Lake event data store"));

    private static final Pattern WORD = Pattern.compile("([A-Z][a-z]+)(\\w*)");
    private static final Pattern HUMP = Pattern.compile("(?<=[a-z])(?=[A-Z])|(?<=[A-Z])(?=[A-Z][a-z])");

    static Deed of(String eventName) {
        Matcher word = WORD.matcher(eventName);
        if (!word.matches() || word.group(2).isEmpty()) {
            return new Deed("called", "call", eventName);
        }
        String verb = word.group(1);
        return new Deed(past(verb), lower(verb), object(word.group(2)));
    }

    private static String past(String verb) {
        String known = PAST.get(verb);
        if (known != null) {
            return known;
        }
        return lower(verb) + (verb.endsWith("e") ? "d" : "ed");
    }

    private static String object(String name) {
        String known = NAMES.get(name);
        if (known != null) {
            return known;
        }
        StringBuilder object = new StringBuilder();
        for (String hump : HUMP.split(name, -1)) {
            boolean acronym = hump.length() > 1 && hump.equals(upper(hump));
            object.append(object.isEmpty() ? "" : " ").append(acronym ? hump : lower(hump));
        }
        return object.toString();
    }

    private static String lower(String text) {
        return text.toLowerCase(Locale.ROOT);
    }

    private static String upper(String text) {
        return text.toUpperCase(Locale.ROOT);
    }
}
