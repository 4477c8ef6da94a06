package io.tamperwatch.session;

import java.util.Collection;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Set;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/**
 * Where to look, the likeliest first: the Regions an account is read in, and those its events name. A name becomes part of a
 * host's, so what does not look like a Region's is left out.
 */
final class Regions {

    private static final Pattern NAME = Pattern.compile("[a-z]{2}(-[a-z]{2,12}){1,3}-[0-9]{1,2}");

    private final Set<String> names = new LinkedHashSet<>();

    Regions(Collection<String> configured) {
        configured.forEach(this::add);
    }

    void add(@Nullable String name) {
        if (name != null && NAME.matcher(name).matches()) {
            names.add(name);
        }
    }

    /** As they are now; those added later are not in it. */
    List<String> all() {
        return List.copyOf(names);
    }
}
