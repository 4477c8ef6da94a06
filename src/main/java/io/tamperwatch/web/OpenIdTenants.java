package io.tamperwatch.web;

import io.quarkus.oidc.OidcRequestContext;
import io.quarkus.oidc.OidcTenantConfig;
import io.quarkus.oidc.OidcTenantConfigBuilder;
import io.quarkus.oidc.TenantConfigResolver;
import io.quarkus.oidc.runtime.OidcTenantConfig.ApplicationType;
import io.quarkus.oidc.runtime.OidcTenantConfig.Authentication.CookieSameSite;
import io.quarkus.oidc.runtime.OidcTenantConfig.Roles.Source;
import io.quarkus.oidc.runtime.OidcTenantConfig.TokenStateManager.Strategy;
import io.smallrye.mutiny.Uni;
import io.vertx.core.http.HttpHeaders;
import io.vertx.ext.web.RoutingContext;
import jakarta.inject.Singleton;
import java.time.Duration;
import java.util.Optional;

/**
 * Tells Quarkus what to ask of the OpenID provider: for programs, bearer tokens; for browsers, the authorization code flow
 * with PKCE and nonce, on one path only. What that flow ends with is a session of ours, so nothing of it is kept.
 */
@Singleton
class OpenIdTenants implements TenantConfigResolver {

    private static final int CLOCKS_APART_SECONDS = 10;
    private static final Duration LONGEST_WAIT = Duration.ofSeconds(5);
    private static final Duration LONGEST_LOGIN = Duration.ofMinutes(10);

    /** Each the same object in every request: another one would be taken for a change. */
    private record Tenants(OidcTenantConfig bearer, OidcTenantConfig login) {}

    private final Optional<Tenants> tenants;

    OpenIdTenants(Access access, SessionKey key) {
        tenants = access instanceof Access.ByProvider(OpenIdProvider provider)
                ? Optional.of(new Tenants(bearer(provider), login(provider, key)))
                : Optional.empty();
    }

    @Override
    public Uni<OidcTenantConfig> resolve(RoutingContext context, OidcRequestContext<OidcTenantConfig> request) {
        boolean bearer = context.request().headers().contains(HttpHeaders.AUTHORIZATION);
        return Uni.createFrom()
                .item(tenants.map(both -> bearer ? both.bearer() : both.login()).orElse(null));
    }

    private static OidcTenantConfig bearer(OpenIdProvider provider) {
        return of("bearer", provider)
                .applicationType(ApplicationType.SERVICE)
                .roles(Source.accesstoken, provider.rolesClaim())
                .token()
                .issuer(provider.issuer())
                .audience(provider.audience())
                .subjectRequired()
                .lifespanGrace(CLOCKS_APART_SECONDS)
                .allowJwtIntrospection(false)
                .allowOpaqueTokenIntrospection(false)
                .end()
                .build();
    }

    private static OidcTenantConfig login(OpenIdProvider provider, SessionKey key) {
        return of("login", provider)
                .applicationType(ApplicationType.WEB_APP)
                .roles(Source.idtoken, provider.rolesClaim())
                .token()
                .issuer(provider.issuer())
                .subjectRequired()
                .lifespanGrace(CLOCKS_APART_SECONDS)
                .end()
                .authentication()
                .redirectPath(provider.callback().toString())
                .restorePathAfterRedirect()
                .scopes(provider.scopes().stream()
                        .filter(scope -> !scope.equals("openid"))
                        .toList())
                .pkceRequired()
                .nonceRequired()
                .stateSecret(key.seal("openid state").substring(0, 32))
                .stateCookieAge(LONGEST_LOGIN)
                .cookiePath(OpenIdProvider.LOGIN)
                .cookieSameSite(CookieSameSite.LAX)
                .stateCookieSameSite(CookieSameSite.LAX)
                .cookieForceSecure("https".equals(provider.callback().getScheme()))
                .failOnMissingStateParam()
                .end()
                .tokenStateManager()
                .strategy(Strategy.ID_TOKEN)
                .encryptionSecret(key.seal("openid tokens"))
                .end()
                .build();
    }

    private static OidcTenantConfigBuilder of(String id, OpenIdProvider provider) {
        OidcTenantConfigBuilder tenant = OidcTenantConfig.authServerUrl(provider.issuer())
                .tenantId(id)
                .clientId(provider.clientId())
                .connectionTimeout(LONGEST_WAIT);
        provider.clientSecret().ifPresent(tenant::credentials);
        return tenant;
    }
}
