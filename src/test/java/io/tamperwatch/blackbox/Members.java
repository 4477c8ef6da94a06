package io.tamperwatch.blackbox;

import io.tamperwatch.emulator.Account;
import io.tamperwatch.emulator.AwsEmulator;
import io.tamperwatch.emulator.Caller;
import java.time.Instant;
import java.util.Map;

/** Accounts beside the emulator's own. */
final class Members {

    static final String ROLE = "tamperwatch";

    private Members() {}

    /** The role that is assumed there may be assumed from the emulator's own account. */
    static void giveRole(AwsEmulator aws, Account account) {
        String trust = """
            {"Statement":[{"Effect":"Allow","Principal":{"AWS":"%s"},"Action":"sts:AssumeRole"}]}\
            """.formatted(AwsEmulator.ACCOUNT.id());
        aws.given(
                new Caller.Root(account, "AKIA00000ROOTEXAMPLE"),
                "CreateRole",
                Map.of("RoleName", ROLE, "AssumeRolePolicyDocument", trust),
                Instant.now());
    }
}
