package io.tamperwatch.emulator;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;
import java.util.concurrent.ConcurrentHashMap;

/** Account Management's ListRegions: a few Regions that are on in every account, and what accounts opted in to. */
public final class RegionOptIns {

    private static final List<String> BY_DEFAULT = List.of("eu-central-1", "eu-west-1", "us-east-1", "us-west-2");
    private static final List<String> OPT_IN = List.of("af-south-1", "ap-east-1", "eu-south-1", "me-south-1");
    private static final int PAGE = 50;

    private final Map<String, Set<String>> enabled = new ConcurrentHashMap<>();

    RegionOptIns() {}

    /** The account opts in to a Region. */
    public void enable(Account account, String region) {
        enabled.computeIfAbsent(account.id(), id -> ConcurrentHashMap.newKeySet())
                .add(region);
    }

    /** The account opts out of it again. */
    public void disable(Account account, String region) {
        enabled.getOrDefault(account.id(), new HashSet<>()).remove(region);
    }

    ObjectNode run(String operation, JsonNode asked, Caller caller) {
        if (!operation.equals("ListRegions")) {
            throw new ServiceError(404, "UnknownOperationException", "");
        }
        Set<String> statuses = new HashSet<>();
        asked.path("RegionOptStatusContains").forEach(status -> statuses.add(status.asText()));
        List<ObjectNode> regions = new ArrayList<>();
        for (String region : known()) {
            String status = status(caller.account(), region);
            if (statuses.isEmpty() || statuses.contains(status)) {
                regions.add(Results.nothing().put("RegionName", region).put("RegionOptStatus", status));
            }
        }
        return Paging.page(Results.nothing(), "Regions", regions, asked, PAGE);
    }

    private static Set<String> known() {
        Set<String> known = new TreeSet<>(BY_DEFAULT);
        known.addAll(OPT_IN);
        return known;
    }

    private String status(Account account, String region) {
        if (BY_DEFAULT.contains(region)) {
            return "ENABLED_BY_DEFAULT";
        }
        return enabled.getOrDefault(account.id(), Set.of()).contains(region) ? "ENABLED" : "DISABLED";
    }
}
