package io.tamperwatch.aws;

import com.fasterxml.jackson.databind.JsonNode;
import io.tamperwatch.account.Listing;
import io.tamperwatch.account.Trouble;
import io.tamperwatch.watch.LookupOutcome;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.function.Consumer;
import java.util.function.Supplier;
import software.amazon.awssdk.auth.credentials.AwsCredentialsProvider;
import software.amazon.awssdk.core.exception.SdkException;

/** Lists of many pages, one request after the other with a pause between; what is throttled or not answered is repeated. */
final class ManagementCalls {

    private static final Duration BETWEEN = Duration.ofMillis(150);
    private static final int ATTEMPTS = 6;

    /** A list of ten thousand accounts has five hundred pages. */
    private static final int MOST_PAGES = 2_000;

    private final SignedJson json;
    private final PacedCalls.Pause pause;

    ManagementCalls(SignedJson json, PacedCalls.Pause pause) {
        this.json = json;
        this.pause = pause;
    }

    /** Nothing that can be told apart from a failure: each is thrown. */
    List<JsonNode> all(SignedJson.Call call, String field, AwsCredentialsProvider credentials) {
        List<JsonNode> all = new ArrayList<>();
        SignedJson.Call next = call;
        for (int pages = 0; pages < MOST_PAGES; pages++) {
            JsonNode page = ask(next, credentials);
            page.path(field).forEach(all::add);
            String token = page.path("NextToken").asText("");
            if (token.isEmpty()) {
                return all;
            }
            next = new SignedJson.Call(
                    call.service(),
                    call.path(),
                    call.target(),
                    call.body().deepCopy().put("NextToken", token));
        }
        throw SdkException.create("the list has more than " + MOST_PAGES + " pages", null);
    }

    private JsonNode ask(SignedJson.Call call, AwsCredentialsProvider credentials) {
        for (int attempt = 1; ; attempt++) {
            waitFor(BETWEEN.multipliedBy(1L << (attempt - 1)));
            try {
                return json.post(call, credentials);
            } catch (SdkException e) {
                LookupOutcome.Failure failure = LookupFailures.of(e);
                boolean again =
                        failure instanceof LookupOutcome.Throttled || failure instanceof LookupOutcome.Unavailable;
                if (!again || attempt == ATTEMPTS) {
                    throw e;
                }
            }
        }
    }

    private void waitFor(Duration duration) {
        try {
            pause.sleep(duration);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw SdkException.create("the process is stopping", e);
        }
    }

    /**
     * What a list comes to. Credentials are asked for apart, so that a failure there is known to be about them.
     *
     * @param told hears of a failure of the list itself
     */
    static <T> Listing<T> listing(
            AwsCredentialsProvider credentials, Supplier<Listing<T>> list, Consumer<LookupOutcome.Failure> told) {
        try {
            credentials.resolveCredentials();
        } catch (SdkException e) {
            return failed(LookupFailures.ofCredentials(e));
        }
        try {
            return list.get();
        } catch (SdkException e) {
            LookupOutcome.Failure failure = LookupFailures.of(e);
            told.accept(failure);
            return failed(failure);
        }
    }

    private static <T> Listing<T> failed(LookupOutcome.Failure failure) {
        Trouble trouble = switch (failure) {
            case LookupOutcome.Denied denied -> Trouble.DENIED;
            case LookupOutcome.CredentialsUnusable unusable -> Trouble.CREDENTIALS;
            case LookupOutcome.Throttled throttled -> Trouble.THROTTLED;
            case LookupOutcome.Unavailable unavailable -> Trouble.UNAVAILABLE;
            case LookupOutcome.TokenRejected rejected -> Trouble.REJECTED;
            case LookupOutcome.TooLarge tooLarge -> Trouble.UNAVAILABLE;
            case LookupOutcome.Rejected rejected -> Trouble.REJECTED;
        };
        return new Listing.Failed<>(trouble, failure.message());
    }
}
