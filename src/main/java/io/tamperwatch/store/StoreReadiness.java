package io.tamperwatch.store;

import io.tamperwatch.finding.StoreUnavailable;
import jakarta.enterprise.context.ApplicationScoped;
import java.sql.SQLException;
import java.sql.Statement;
import java.time.Duration;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import org.eclipse.microprofile.health.HealthCheck;
import org.eclipse.microprofile.health.HealthCheckResponse;
import org.eclipse.microprofile.health.Readiness;
import org.jspecify.annotations.Nullable;

/** Ready means: the store takes a write. Answers in bounded time even where the disk or the network does not. */
@Readiness
@ApplicationScoped
class StoreReadiness implements HealthCheck {

    private static final Duration LONGEST_WAIT = Duration.ofSeconds(5);

    private final Database database;
    private @Nullable CompletableFuture<Void> attempt;

    StoreReadiness(Database database) {
        this.database = database;
    }

    @Override
    public HealthCheckResponse call() {
        String failure = failure();
        return failure == null
                ? HealthCheckResponse.up("store")
                : HealthCheckResponse.named("store")
                        .down()
                        .withData("reason", failure)
                        .build();
    }

    private @Nullable String failure() {
        try {
            attempt().get(LONGEST_WAIT.toMillis(), TimeUnit.MILLISECONDS);
            return null;
        } catch (TimeoutException e) {
            return "the store has not answered for " + LONGEST_WAIT.toSeconds() + " s";
        } catch (ExecutionException e) {
            return e.getCause() instanceof StoreUnavailable unavailable
                    ? String.valueOf(unavailable.getMessage())
                    : String.valueOf(e.getCause());
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            return "interrupted";
        }
    }

    /** One attempt at a time: where one hangs, more would only add threads that hang. */
    private synchronized CompletableFuture<Void> attempt() {
        CompletableFuture<Void> running = attempt;
        if (running == null || running.isDone()) {
            running = new CompletableFuture<>();
            attempt = running;
            Thread.ofVirtual().name("store-readiness").start(write(running));
        }
        return running;
    }

    private Runnable write(CompletableFuture<Void> result) {
        return () -> {
            try {
                database.write(connection -> {
                    touch(connection.createStatement());
                    return result;
                });
                result.complete(null);
            } catch (RuntimeException e) {
                result.completeExceptionally(e);
            }
        };
    }

    private static void touch(Statement statement) throws SQLException {
        try (statement) {
            statement.executeUpdate("insert into write_check (num, times) values (1, 1)"
                    + " on conflict (num) do update set times = write_check.times + 1");
        }
    }
}
