package io.tamperwatch.web;

import io.quarkus.test.junit.QuarkusTestProfile;
import io.tamperwatch.finding.TestingSuppressionStore;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Set;

/** The API with tokens, over fakes. */
public class WithTokens implements QuarkusTestProfile {

    static final String VIEWER = "twt_viewer";
    static final String RESPONDER = "twt_responder";
    static final String ADMIN = "twt_admin";

    /** For the tests of the pages, a package further down. */
    public static final String VIEWER_TOKEN = VIEWER;

    public static final String RESPONDER_TOKEN = RESPONDER;

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
                TestingRights.class,
                PageSamples.class);
    }

    @Override
    public Map<String, String> getConfigOverrides() {
        Map<String, String> overrides = new LinkedHashMap<>();
        overrides.put(LeftOut.KEY, LeftOut.TYPES);
        overrides.put("tamperwatch.security.mode", "token");
        token(overrides, "vera", "viewer", "a841b7b6280990c86d9a00c15d6e98811890f3166798e9ee522faabbf728102a");
        token(overrides, "ruth", "responder", "3E9AB5C826088A4F1BCC67368BC714B9F37246D126A2B13CC717966A5E28F924");
        token(overrides, "ada", "admin", "0c420694fa92bfc26b8c0b2c52f3e477989f5f2ce1dcf580196eed188adf6cc3");
        return overrides;
    }

    private static void token(Map<String, String> overrides, String name, String role, String sha256) {
        overrides.put("tamperwatch.security.tokens." + name + ".sha256", sha256);
        overrides.put("tamperwatch.security.tokens." + name + ".role", role);
    }
}
