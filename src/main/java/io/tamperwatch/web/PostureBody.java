package io.tamperwatch.web;

import com.fasterxml.jackson.annotation.JsonInclude;
import io.quarkus.runtime.annotations.RegisterForReflection;
import io.tamperwatch.catalogue.Severity;
import io.tamperwatch.posture.Control;
import io.tamperwatch.posture.Offender;
import io.tamperwatch.posture.PostureCheck;
import io.tamperwatch.posture.PostureState;
import io.tamperwatch.posture.Status;
import java.time.Instant;
import java.util.List;
import org.eclipse.microprofile.openapi.annotations.media.Schema;

/** How the posture checks stand. */
@RegisterForReflection
@Schema(name = "Posture", description = "How the posture checks stand, account by account.")
record PostureBody(
        @Schema(description = "Ordered by account, then as the checks are ordered in the product.")
        List<Item> items) {

    PostureBody {
        items = List.copyOf(items);
    }

    /** One check in one account. */
    @RegisterForReflection
    @JsonInclude(JsonInclude.Include.ALWAYS)
    @Schema(name = "PostureItem", description = "How one check stands in one account.")
    record Item(
            @Schema(description = "The account's name in the configuration.", examples = "production")
            String account,

            @Schema(description = "The check's id; never reused.", examples = "user-mfa-console")
            String check,

            @Schema(
                    description = "What is so when the check passes.",
                    examples = "Users with a console password have MFA")
            String title,

            @Schema(description = "What it matters for.") String why,

            @Schema(description = "How grave it is when the check fails.")
            Severity severity,

            @Schema(description = "unknown: what the check needs could not be read; see evidence and missing.")
            Status status,

            @Schema(description = "When the check came to stand so.")
            Instant since,

            @Schema(description = "When it was last looked at.")
            Instant checkedAt,

            @Schema(description = "One sentence: what was seen.")
            String evidence,

            @Schema(description = "What the check fails for, at most 500, ordered by name.")
            List<OffenderBody> offenders,

            @Schema(description = "How many there are.") int offenderCount,

            @Schema(description = "Permissions that are lacking to say more.", examples = "[\"iam:GetAccountSummary\"]")
            List<String> missing,

            @Schema(description = "Standards that ask for the same; empty where none does.")
            List<ControlBody> controls,

            @Schema(
                    description = "Ids of remedies of the catalogue, in the order to take them; each has three routes:"
                            + " console, AWS CLI and Python.")
            List<String> remedies) {

        static Item of(PostureState state, PostureCheck check) {
            return new Item(
                    state.account(),
                    check.id(),
                    check.title(),
                    check.why(),
                    check.severity(),
                    state.status(),
                    state.since(),
                    state.checkedAt(),
                    state.evidence(),
                    state.offenders().stream().map(OffenderBody::of).toList(),
                    state.offenderCount(),
                    state.missing(),
                    check.controls().stream().map(ControlBody::of).toList(),
                    check.remedies());
        }
    }

    /** One thing a check fails for. */
    @RegisterForReflection
    @Schema(name = "PostureOffender", description = "One thing a check fails for.")
    record OffenderBody(
            @Schema(description = "Of what kind it is.", examples = "user")
            String kind,

            @Schema(
                    description = "Its ARN, or its name where it has none; text that somebody in the account chose.",
                    examples = "arn:aws:iam::111122223333:user/alice")
            String name,

            @Schema(description = "What is wrong with it.", examples = "has a console password and no MFA device")
            String why) {

        static OffenderBody of(Offender offender) {
            return new OffenderBody(offender.kind(), offender.name(), offender.why());
        }
    }

    /** A control of a standard. */
    @RegisterForReflection
    @Schema(name = "PostureControl", description = "A control of a published standard.")
    record ControlBody(
            @Schema(description = "Its name and version.", examples = "CIS AWS Foundations Benchmark v5.0.0")
            String standard,

            @Schema(description = "The control's number there.", examples = "1.9")
            String id) {

        static ControlBody of(Control control) {
            return new ControlBody(control.standard(), control.id());
        }
    }
}
