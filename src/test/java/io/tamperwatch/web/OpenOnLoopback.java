package io.tamperwatch.web;

import io.quarkus.test.junit.QuarkusTestProfile;
import io.tamperwatch.finding.TestingSuppressionStore;
import java.util.Map;
import java.util.Set;

/** The API without access control on a loopback port, over fakes. */
public class OpenOnLoopback implements QuarkusTestProfile {

    @Override
    public Set<Class<?>> getEnabledAlternatives() {
        return Set.of(
                TestingFindingStore.class,
                TestingNotificationStore.class,
                TestingSuppressionStore.class,
                TestingWatches.class,
                TestingCatalogue.class,
                TestingPosture.class,
                TestingQueues.class,
                TestingAwsTime.class,
                TestingRights.class);
    }

    @Override
    public Map<String, String> getConfigOverrides() {
        return Map.of(LeftOut.KEY, LeftOut.TYPES, "tamperwatch.security.mode", "none");
    }
}
