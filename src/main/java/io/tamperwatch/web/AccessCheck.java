package io.tamperwatch.web;

import io.quarkus.runtime.StartupEvent;
import io.tamperwatch.setting.ExternalUrl;
import io.tamperwatch.setting.StartOrder;
import jakarta.annotation.Priority;
import jakarta.enterprise.event.Observes;
import jakarta.enterprise.inject.Produces;
import jakarta.inject.Singleton;
import org.eclipse.microprofile.config.inject.ConfigProperty;
import org.jboss.logging.Logger;

/** Makes access what the settings say, and says so when it is open. */
class AccessCheck {

    private static final Logger LOG = Logger.getLogger(AccessCheck.class);

    @Produces
    @Singleton
    Access access(
            SecuritySettings settings, @ConfigProperty(name = "quarkus.http.host") String host, ExternalUrl external) {
        return Access.of(settings, host, external);
    }

    /** Being given the access there is means that it has been made: a wrong setting ends the start here. */
    void check(@Observes StartupEvent start, Access access) {
        LOG.debugf("access decided kind=%s", access.getClass().getSimpleName());
    }

    /** Only when nothing else has ended the start, whose one line is then all that is said. */
    void tell(@Observes @Priority(StartOrder.WORDS) StartupEvent start, Access access) {
        switch (access) {
            case Access.ByToken byToken ->
                LOG.debugf("access by token tokens=%d", byToken.tokens().size());
            case Access.ByProvider known ->
                LOG.debugf(
                        "access by OpenID provider issuer=%s", known.provider().issuer());
            case Access.Open open
            when open.loopbackOnly() -> LOG.info("Access control is off: everybody on this machine may use the API.");
            case Access.Open open ->
                LOG.warn("Access control is off and tamperwatch.security.allow-open is set: everybody who reaches the"
                        + " port reads every finding. Set tamperwatch.security.mode=token unless something in front of"
                        + " it decides who may.");
        }
    }
}
