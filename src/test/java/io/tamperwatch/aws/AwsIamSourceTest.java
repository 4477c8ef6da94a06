package io.tamperwatch.aws;

import static org.assertj.core.api.Assertions.assertThat;

import io.tamperwatch.event.Partition;
import java.time.Clock;
import java.util.Map;
import org.junit.jupiter.api.Test;

class AwsIamSourceTest {

    /** By which posture checks know where an account's IAM events are. */
    @Test
    void tellsThePartitionOfEachAccount() {
        Map<String, AccountsConfig.Account> configured = Map.of(
                "prod", TestingAccount.of("arn:aws:iam::111122223333:role/tamperwatch"),
                "china", TestingAccount.of("arn:aws-cn:iam::444455556666:role/tamperwatch"));
        AwsClients clients = new AwsClients(() -> configured);
        AwsIamSource source = new AwsIamSource(clients, new AwsAccounts(clients, Clock.systemUTC()));

        assertThat(source.partition("prod")).contains(Partition.AWS);
        assertThat(source.partition("china")).contains(Partition.CHINA);
        assertThat(source.partition("nobody")).isEmpty();
        clients.close();
    }
}
