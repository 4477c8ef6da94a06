package io.tamperwatch.watch;

import java.util.List;
import java.util.Optional;

/** One account whose id is known from the start. */
final class TestingAccounts implements Accounts {

    @Override
    public List<WatchedAccount> all() {
        return List.of(new WatchedAccount("default", "us-east-1", List.of("us-east-1")));
    }

    @Override
    public Optional<String> accountId(String account) {
        return Optional.of("111122223333");
    }
}
