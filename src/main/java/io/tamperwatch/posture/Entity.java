package io.tamperwatch.posture;

import java.util.List;

/** Something in IAM that holds policies. Policies are JSON as their authors wrote it. */
public sealed interface Entity {

    /** The ARN. */
    String arn();

    /**
     * A policy of its own, kept in the account.
     *
     * @param attachments how many users, groups and roles it is attached to
     */
    record ManagedPolicy(String arn, int attachments, String document) implements Entity {}

    /** What may be attached to. */
    sealed interface Holder extends Entity {

        /** ARNs of managed policies. */
        List<String> attached();

        List<Inline> inline();
    }

    /** A policy that exists only in its holder. */
    record Inline(String name, String document) {}

    /** A user; groups by name. */
    record User(String arn, List<String> groups, List<String> attached, List<Inline> inline) implements Holder {

        public User {
            groups = List.copyOf(groups);
            attached = List.copyOf(attached);
            inline = List.copyOf(inline);
        }
    }

    /** A group. */
    record Group(String arn, String name, List<String> attached, List<Inline> inline) implements Holder {

        public Group {
            attached = List.copyOf(attached);
            inline = List.copyOf(inline);
        }
    }

    /** A role; its trust policy says who may take it on. */
    record Role(String arn, String trust, List<String> attached, List<Inline> inline) implements Holder {

        public Role {
            attached = List.copyOf(attached);
            inline = List.copyOf(inline);
        }
    }
}
