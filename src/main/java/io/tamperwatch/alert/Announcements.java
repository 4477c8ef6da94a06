package io.tamperwatch.alert;

import io.tamperwatch.catalogue.Catalogue;
import io.tamperwatch.catalogue.Detection;
import io.tamperwatch.finding.Announcing;
import jakarta.enterprise.inject.Produces;
import jakarta.inject.Singleton;

/** Says which changes become notices: those of every finding while there is a webhook, but never of a dry run. */
@Singleton
final class Announcements {

    @Produces
    @Singleton
    Announcing announcing(WebhookConfig config, Catalogue catalogue) {
        if (WebhookSettings.of(config).isEmpty()) {
            return Announcing.NOTHING;
        }
        return finding ->
                catalogue.byId(finding.detection()).filter(Detection::dryRun).isEmpty();
    }
}
