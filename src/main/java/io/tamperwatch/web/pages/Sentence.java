package io.tamperwatch.web.pages;

import io.tamperwatch.event.Denial;
import io.tamperwatch.event.PolicyType;
import io.tamperwatch.finding.Aspect;
import io.tamperwatch.finding.Finding;
import io.tamperwatch.finding.Outcome;
import io.tamperwatch.finding.Target;
import java.util.Objects;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/**
 * A finding in one sentence: who did what to what.
 *
 * @param who the name a person would recognise
 * @param verb what was done, or tried
 * @param object what kind of thing it was done to
 * @param named its name; null when the record names none
 * @param of what it belongs to; null when it stands for itself
 */
record Sentence(
        String who,
        String verb,
        String object,
        @Nullable String named,
        @Nullable String of) {

    /** Things of which there may be several. */
    private static final Pattern ONE = Pattern.compile(".*(certificate|ID|provider|key|device|credential|policy|user)");

    static Sentence of(Finding finding) {
        Deed deed = Deed.of(finding.eventName());
        Target target = finding.target();
        return new Sentence(
                who(finding),
                finding.outcome() == Outcome.SUCCEEDED ? deed.did() : "tried to " + deed.attempt(),
                named(target) == null ? withArticle(deed.object()) : deed.object(),
                named(target),
                of(target));
    }

    private static String who(Finding finding) {
        var actor = finding.actor();
        String name = Stream.of(actor.origins().person(), actor.name(), actor.arn())
                .filter(Objects::nonNull)
                .findFirst()
                .orElse(actor.type().equals("Root") ? "The root user" : "Somebody the record does not name");
        return Shown.text(name);
    }

    private static String withArticle(String object) {
        boolean one = ONE.matcher(object).matches();
        return one ? (object.matches("[aeioAEIO].*|S[SA].*|M[FA].*") ? "an " : "a ") + object : object;
    }

    private static @Nullable String named(Target target) {
        if (target.clientId() != null || target.kind().equals("oidc-client-id")) {
            return Shown.nullable(target.clientId());
        }
        String name = Stream.of(target.certificateId(), target.resource())
                .filter(Objects::nonNull)
                .findFirst()
                .orElse(target.userName() == null ? null : ownName(target));
        return name == null ? provider(target) : Shown.text(name);
    }

    /** The user, where the user is all there is. */
    private static @Nullable String ownName(Target target) {
        return target.kind().equals("user") ? target.userName() : null;
    }

    private static @Nullable String of(Target target) {
        if (target.kind().equals("oidc-client-id")) {
            return provider(target);
        }
        return target.userName() == null || target.kind().equals("user")
                ? null
                : "user " + Shown.text(target.userName());
    }

    private static @Nullable String provider(Target target) {
        String arn = target.providerArn();
        return arn == null ? null : Shown.text(arn.substring(arn.indexOf('/') + 1));
    }

    /** What came of it, in a sentence. */
    static String ending(Finding finding) {
        return switch (finding.outcome()) {
            case SUCCEEDED -> tookEffect(finding);
            case DENIED -> "AWS refused it" + reason(finding.denial()) + ": nothing changed.";
            case FAILED -> "The call failed" + code(finding.errorCode()) + ": nothing changed.";
        };
    }

    private static String tookEffect(Finding finding) {
        return switch (finding.change()) {
            case CHANGED -> "It took effect.";
            case NO_OP -> "The call succeeded, but there was nothing to change.";
            case UNKNOWN ->
                "The call succeeded. Whether it changed anything is not known"
                        + (finding.knowledge().impact() == null && Aspect.IMPACT.isAwaitedOf(finding) ? " yet." : ".");
        };
    }

    private static String reason(@Nullable Denial denial) {
        PolicyType type = denial == null ? null : denial.policyType();
        Boolean explicit = denial == null ? null : denial.explicit();
        if (type == null || explicit == null) {
            return "";
        }
        String policy = Shown.words(type.label()) + (type.label().endsWith("boundary") ? "" : " policy");
        return explicit ? " (a " + policy + " denies it)" : " (no " + policy + " allows it)";
    }

    private static String code(@Nullable String errorCode) {
        return errorCode == null ? "" : " (" + Shown.text(errorCode) + ")";
    }

    /** With names that fit a line. */
    Sentence brief() {
        return new Sentence(Shown.cut(who), verb, object, Shown.cutNullable(named), Shown.cutNullable(of));
    }

    /** As plain text, for titles. */
    @Override
    public String toString() {
        return who + " " + verb + " " + object + (named == null ? "" : " " + named) + (of == null ? "" : " of " + of);
    }
}
