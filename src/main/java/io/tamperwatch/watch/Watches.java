package io.tamperwatch.watch;

import java.util.List;

/** Every watch of this process, as far as others may look at them. */
public interface Watches {

    /** One report for each watch, ordered by account and Region. */
    List<WatchReport> report();
}
