package io.tamperwatch.emulator;

/**
 * An AWS account.
 *
 * @param id twelve digits
 */
public record Account(String id, Partition partition) {

    public Account {
        if (!id.matches("\\d{12}")) {
            throw new IllegalArgumentException("an account id has twelve digits: " + id);
        }
    }

    /** An account of the ordinary partition. */
    public static Account of(String id) {
        return new Account(id, Partition.AWS);
    }

    /** {@code resource} starts after the account, for example {@code user/erin}. */
    String iamArn(String resource) {
        return "arn:%s:iam::%s:%s".formatted(partition.id(), id, resource);
    }

    String arn(String service, String region, String resource) {
        return "arn:%s:%s:%s:%s:%s".formatted(partition.id(), service, region, id, resource);
    }

    String stsArn(String resource) {
        return "arn:%s:sts::%s:%s".formatted(partition.id(), id, resource);
    }
}
