package io.tamperwatch.store;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;
import static org.awaitility.Awaitility.await;

import io.tamperwatch.finding.StoreUnavailable;
import java.lang.reflect.Proxy;
import java.sql.Connection;
import java.sql.SQLException;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionException;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.stream.IntStream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

class SharedCommitTest {

    private static final Connection NO_CONNECTION = (Connection) Proxy.newProxyInstance(
            SharedCommitTest.class.getClassLoader(), new Class<?>[] {Connection.class}, (_, method, _) -> {
                throw new UnsupportedOperationException(method.getName());
            });

    private final Committing transactions = new Committing();
    private final SharedCommit commit =
            new SharedCommit(transactions, Duration.ofSeconds(30), SharedCommitTest::waitedTooLong);
    private final ExecutorService threads = Executors.newVirtualThreadPerTaskExecutor();
    private final CountDownLatch firstMayEnd = new CountDownLatch(1);

    /** Says what was committed together; a transaction that fails commits nothing. */
    private static final class Committing implements SharedCommit.Transaction {

        private final List<List<String>> committed = new ArrayList<>();
        private final List<String> current = new ArrayList<>();

        @Override
        public <T> T run(Database.Work<T> work) {
            current.clear();
            try {
                T result = work.on(NO_CONNECTION);
                committed.add(List.copyOf(current));
                return result;
            } catch (SQLException e) {
                throw new StoreUnavailable("refused", e);
            }
        }

        String write(String text) {
            current.add(text);
            return text;
        }
    }

    @AfterEach
    void end() {
        firstMayEnd.countDown();
        threads.close();
    }

    @Test
    void commitsOneWhoIsAloneAtOnce() {
        String written = commit.run(_ -> transactions.write("a"));
        assertThat(written).isEqualTo("a");
        assertThat(transactions.committed).containsExactly(List.of("a"));
    }

    @Test
    void commitsTogetherWhoWaitedTogether() {
        CompletableFuture<String> first = hold("first");
        List<CompletableFuture<String>> others = List.of(join("b"), join("c"), join("d"));
        firstMayEnd.countDown();
        assertThat(first.join()).isEqualTo("first");
        assertThat(others.stream().map(CompletableFuture::join)).containsExactly("b", "c", "d");
        assertThat(transactions.committed).hasSize(2).first().isEqualTo(List.of("first"));
        assertThat(transactions.committed.getLast()).containsExactlyInAnyOrder("b", "c", "d");
    }

    @Test
    void letsNobodyPayForAnothersFailure() {
        CompletableFuture<String> first = hold("first");
        CompletableFuture<String> good = join("good");
        CompletableFuture<String> bad = join(() -> {
            throw new SQLException("no");
        });
        CompletableFuture<String> broken = join(() -> {
            throw new IllegalStateException("broken");
        });
        firstMayEnd.countDown();
        assertThat(first.join()).isEqualTo("first");
        assertThat(good.join()).isEqualTo("good");
        assertThatExceptionOfType(CompletionException.class)
                .isThrownBy(bad::join)
                .withCauseInstanceOf(StoreUnavailable.class);
        assertThatExceptionOfType(CompletionException.class)
                .isThrownBy(broken::join)
                .withCauseInstanceOf(IllegalStateException.class);
        assertThat(transactions.committed).containsExactly(List.of("first"), List.of("good"));
    }

    @Test
    void takesNoMoreThanItsShareInOneTransaction() {
        CompletableFuture<String> first = hold("first");
        List<CompletableFuture<String>> others =
                IntStream.range(0, 40).mapToObj(i -> join("w" + i)).toList();
        firstMayEnd.countDown();
        assertThat(first.join()).isEqualTo("first");
        assertThat(others).extracting(CompletableFuture::join).hasSize(40).doesNotHaveDuplicates();
        assertThat(transactions.committed).extracting(List::size).containsExactly(1, 32, 8);
    }

    @Test
    void givesUpWhereTheTurnNeverComes() {
        SharedCommit impatient = new SharedCommit(transactions, Duration.ZERO, SharedCommitTest::waitedTooLong);
        CountDownLatch begun = new CountDownLatch(1);
        CompletableFuture<String> first = CompletableFuture.supplyAsync(
                () -> impatient.run(_ -> {
                    begun.countDown();
                    awaitEnd();
                    return transactions.write("first");
                }),
                threads);
        await().until(() -> begun.getCount() == 0);
        assertThatExceptionOfType(StoreUnavailable.class)
                .isThrownBy(() -> impatient.run(_ -> transactions.write("late")))
                .withMessage("waited too long");
        firstMayEnd.countDown();
        assertThat(first.join()).isEqualTo("first");
        String next = impatient.run(_ -> transactions.write("next"));
        assertThat(next).isEqualTo("next");
        assertThat(transactions.committed).containsExactly(List.of("first"), List.of("next"));
    }

    /** Has the turn until the test lets it go. */
    private CompletableFuture<String> hold(String text) {
        CountDownLatch begun = new CountDownLatch(1);
        CompletableFuture<String> first = CompletableFuture.supplyAsync(
                () -> commit.run(_ -> {
                    begun.countDown();
                    awaitEnd();
                    return transactions.write(text);
                }),
                threads);
        await().until(() -> begun.getCount() == 0);
        return first;
    }

    private void awaitEnd() {
        try {
            firstMayEnd.await();
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
    }

    private interface Writing {
        String write() throws SQLException;
    }

    private CompletableFuture<String> join(String text) {
        return join(() -> transactions.write(text));
    }

    /** Joins those who wait. */
    private CompletableFuture<String> join(Writing writing) {
        int before = commit.waiting();
        CompletableFuture<String> joined =
                CompletableFuture.supplyAsync(() -> commit.run(_ -> writing.write()), threads);
        await().until(() -> commit.waiting() > before);
        return joined;
    }

    private static StoreUnavailable waitedTooLong() {
        return new StoreUnavailable("waited too long", new IllegalStateException());
    }
}
