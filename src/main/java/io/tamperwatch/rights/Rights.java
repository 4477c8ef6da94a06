package io.tamperwatch.rights;

import java.util.List;

/** The permissions of this process, for whoever shows them. */
public interface Rights {

    /** Account by account, ordered by name. */
    List<AccountRights> all();

    /** @param grants every permission, in order */
    record AccountRights(String account, List<Grant> grants) {

        public AccountRights {
            grants = List.copyOf(grants);
        }

        /** What is missing, in order. */
        public List<Permission> missing() {
            return grants.stream()
                    .filter(Grant::isMissing)
                    .map(Grant::permission)
                    .toList();
        }
    }
}
