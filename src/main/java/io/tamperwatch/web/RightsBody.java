package io.tamperwatch.web;

import com.fasterxml.jackson.annotation.JsonInclude;
import com.fasterxml.jackson.annotation.JsonProperty;
import io.quarkus.runtime.annotations.RegisterForReflection;
import io.tamperwatch.rights.Grant;
import io.tamperwatch.rights.Permission;
import io.tamperwatch.rights.Rights.AccountRights;
import java.time.Instant;
import java.util.List;
import org.eclipse.microprofile.openapi.annotations.media.Schema;
import org.jspecify.annotations.Nullable;

/** What this process may do in each account. */
@RegisterForReflection
@Schema(name = "Rights", description = "What this process may do in each account, as AWS's answers show.")
record RightsBody(
        @Schema(description = "Ordered by account.") List<Item> items) {

    RightsBody {
        items = List.copyOf(items);
    }

    static RightsBody of(List<AccountRights> rights) {
        return new RightsBody(rights.stream().map(Item::of).toList());
    }

    /** One account. */
    @RegisterForReflection
    @JsonInclude(JsonInclude.Include.ALWAYS)
    @Schema(name = "AccountRights", description = "What this process may do in one account.")
    record Item(
            @Schema(description = "The account's name in the configuration.", examples = "production")
            String account,

            @Schema(description = "Every permission the product makes use of.")
            List<PermissionBody> permissions,

            @Schema(
                    nullable = true,
                    implementation = StatementBody.class,
                    description = "The policy statement that would add what is missing; null when nothing is.")
            @Nullable
            StatementBody statement) {

        static Item of(AccountRights rights) {
            List<String> missing =
                    rights.missing().stream().map(Permission::action).toList();
            return new Item(
                    rights.account(),
                    rights.grants().stream().map(PermissionBody::of).toList(),
                    missing.isEmpty() ? null : StatementBody.adding(missing));
        }
    }

    /** One permission. */
    @RegisterForReflection
    @JsonInclude(JsonInclude.Include.ALWAYS)
    @Schema(name = "PermissionState", description = "One permission, and what is so without it.")
    record PermissionBody(
            @Schema(description = "As policies name it.", examples = "iam:GetAccountSummary")
            String action,

            @Schema(
                    description = "The part of the product that needs it first.",
                    enumeration = {"detect", "explain", "posture"})
            String capability,

            @Schema(
                    description = "unknown: AWS has not given an answer that says it.",
                    enumeration = {"granted", "missing", "unknown"})
            String state,

            @Schema(nullable = true, description = "When AWS last gave such an answer.") @Nullable
            Instant answeredAt,

            @Schema(description = "What is so without it.", examples = "no check of the root user can say anything")
            String without) {

        static PermissionBody of(Grant grant) {
            Permission permission = grant.permission();
            return new PermissionBody(
                    permission.action(),
                    permission.tier().label(),
                    grant.state().label(),
                    grant.at(),
                    permission.without());
        }
    }

    /** A statement of an IAM policy, under IAM's names. */
    @RegisterForReflection
    @Schema(name = "PolicyStatement", description = "A statement to put into the policy of the role or user.")
    record StatementBody(
            @Schema(description = "Its name.") @JsonProperty("Sid")
            String sid,

            @Schema(description = "Always Allow.") @JsonProperty("Effect")
            String effect,

            @Schema(description = "What is missing.") @JsonProperty("Action")
            List<String> action,

            @Schema(description = "None of these can be limited to a resource without losing answers.")
            @JsonProperty("Resource")
            String resource) {

        static StatementBody adding(List<String> actions) {
            return new StatementBody("TamperwatchMissing", "Allow", actions, "*");
        }
    }
}
