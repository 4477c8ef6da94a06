package io.tamperwatch.web;

import io.tamperwatch.rights.Grant;
import io.tamperwatch.rights.Grant.State;
import io.tamperwatch.rights.Permission;
import io.tamperwatch.rights.Rights;
import jakarta.enterprise.inject.Alternative;
import jakarta.inject.Singleton;
import java.time.Instant;
import java.util.List;

/** One account in which something is missing, and one that has not been heard of. */
@Alternative
@Singleton
class TestingRights implements Rights {

    private static final Instant AT = Instant.parse("2026-03-10T12:00:00Z");

    @Override
    public List<AccountRights> all() {
        return List.of(
                new AccountRights(
                        "prod",
                        List.of(
                                new Grant(Permission.LOOKUP_EVENTS, State.GRANTED, AT),
                                new Grant(Permission.GET_ACCOUNT_SUMMARY, State.MISSING, AT))),
                new AccountRights("test", List.of(new Grant(Permission.LOOKUP_EVENTS, State.UNKNOWN, null))));
    }
}
