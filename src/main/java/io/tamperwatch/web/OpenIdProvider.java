package io.tamperwatch.web;

import io.tamperwatch.setting.ExternalUrl;
import io.tamperwatch.setting.InvalidSetting;
import io.tamperwatch.setting.Setting;
import io.tamperwatch.web.SecuritySettings.OpenIdSettings;
import io.tamperwatch.web.Token.Role;
import java.net.URI;
import java.util.Arrays;
import java.util.Collection;
import java.util.EnumMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeSet;
import java.util.regex.Pattern;
import java.util.stream.Collectors;

/**
 * The OpenID provider that says who somebody is, and how its answers are read.
 *
 * @param issuer as tokens name it, to the letter
 * @param audience whom bearer tokens have to be meant for
 * @param values by role, the values of the roles claim that give it
 * @param callback where the provider sends browsers back to
 */
record OpenIdProvider(
        String issuer,
        String clientId,
        Optional<String> clientSecret,
        String audience,
        String rolesClaim,
        String nameClaim,
        Map<Role, Set<String>> values,
        List<String> scopes,
        URI callback) {

    static final String KEY = "tamperwatch.security.oidc";

    /** Where logging in begins and ends. */
    static final String LOGIN = "/login/oidc";

    private static final Pattern CLAIM = Pattern.compile("\\P{Cntrl}{1,200}");

    OpenIdProvider {
        values = Map.copyOf(values);
        scopes = List.copyOf(scopes);
    }

    /** @throws InvalidSetting when a setting is missing or cannot work */
    static OpenIdProvider of(OpenIdSettings settings, ExternalUrl external) {
        String clientId = clientId(settings);
        return new OpenIdProvider(
                issuer(settings),
                clientId,
                settings.clientSecret(),
                settings.audience().orElse(clientId),
                claim("roles-claim", settings.rolesClaim()),
                claim("name-claim", settings.nameClaim()),
                values(settings),
                List.copyOf(listed(settings.scopes())),
                callback(external));
    }

    private static String issuer(OpenIdSettings settings) {
        String key = KEY + ".issuer";
        String text = settings.issuer().orElse("");
        if (text.isEmpty()) {
            throw new InvalidSetting(
                    key, text, "mode oidc needs the URL of the OpenID provider, as its tokens name it");
        }
        refuseInsecure(key, Setting.httpUrl(key, text));
        return text;
    }

    private static String clientId(OpenIdSettings settings) {
        return settings.clientId()
                .filter(id -> CLAIM.matcher(id).matches())
                .orElseThrow(() -> new InvalidSetting(
                        KEY + ".client-id",
                        settings.clientId().orElse(""),
                        "mode oidc needs what the OpenID provider calls this service, 1 to 200 characters"));
    }

    private static String claim(String name, String claim) {
        if (!CLAIM.matcher(claim).matches()) {
            throw new InvalidSetting(KEY + "." + name, claim, "the name of a claim has 1 to 200 characters");
        }
        return claim;
    }

    private static Map<Role, Set<String>> values(OpenIdSettings settings) {
        Map<Role, Set<String>> values = new EnumMap<>(Role.class);
        values.put(Role.VIEWER, listed(settings.viewers()));
        values.put(Role.RESPONDER, listed(settings.responders()));
        values.put(Role.ADMIN, listed(settings.admins()));
        if (values.values().stream().allMatch(Set::isEmpty)) {
            throw new InvalidSetting(
                    KEY + ".viewers", settings.viewers(), "nobody would get in: name a value for one role at least");
        }
        return values;
    }

    private static Set<String> listed(String text) {
        return Arrays.stream(text.split(","))
                .map(String::strip)
                .filter(value -> !value.isEmpty())
                .collect(Collectors.toUnmodifiableSet());
    }

    private static URI callback(ExternalUrl external) {
        URI base = external.base()
                .orElseThrow(() -> new InvalidSetting(
                        ExternalUrl.KEY,
                        "",
                        "mode oidc needs how browsers reach this service; the OpenID provider has to know the same URL"
                                + " with " + LOGIN + " behind it"));
        refuseInsecure(ExternalUrl.KEY, base);
        return URI.create(base + LOGIN);
    }

    /** What goes over such a connection lets people in. */
    private static void refuseInsecure(String key, URI url) {
        if (!"https".equals(url.getScheme()) && !Loopback.isLoopback(url.getHost())) {
            throw new InvalidSetting(key, url.toString(), "mode oidc needs https, except on a loopback name");
        }
    }

    /** The highest role that one of the values gives. */
    Optional<Role> role(Collection<String> claimed) {
        return Arrays.stream(Role.values())
                .filter(role -> values.getOrDefault(role, Set.of()).stream().anyMatch(claimed::contains))
                .reduce((lower, higher) -> higher);
    }

    /** The provider's host, for people. */
    String host() {
        return URI.create(issuer).getHost();
    }

    /** Something that changes with whatever decides who somebody is. */
    String fingerprint() {
        // sorted: the order of a set is another one in each process
        List<TreeSet<String>> sorted = Arrays.stream(Role.values())
                .map(role -> new TreeSet<>(values.getOrDefault(role, Set.of())))
                .toList();
        return List.of(issuer, clientId, rolesClaim, nameClaim, sorted).toString();
    }

    /** Without the secret. */
    @Override
    public String toString() {
        return "OpenIdProvider[" + issuer + ", " + clientId + "]";
    }
}
