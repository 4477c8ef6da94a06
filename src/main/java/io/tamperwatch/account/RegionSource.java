package io.tamperwatch.account;

import java.util.List;

/** The Regions of accounts. */
public interface RegionSource {

    /** The names of the watched accounts that are to be read in all their Regions. */
    List<String> wanted();

    /** The enabled Regions of an account; takes as long as its requests take and never throws because of them. */
    Listing<String> list(String account);
}
