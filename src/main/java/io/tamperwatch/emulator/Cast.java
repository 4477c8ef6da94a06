package io.tamperwatch.emulator;

import java.time.Duration;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.Locale;

/** Who acts in the story, from where and with what. */
enum Cast {
    /** The pipeline that changes infrastructure. */
    TERRAFORM(
            "198.51.100.24",
            "APN/1.0 HashiCorp/1.0 Terraform/1.9.8 (+https://www.terraform.io) terraform-provider-aws/5.76.0"
                    + " (+https://registry.terraform.io/providers/hashicorp/aws) aws-sdk-go-v2/1.32.5 api/iam#1.38.1"),
    /** Somebody who found a user's long-term key. */
    INTRUDER("203.0.113.66", "aws-cli/2.17.32 md/awscrt#0.21.2 ua/2.0 os/linux md/arch#x86_64 lang/python#3.11.9"),
    /** The administrator, signed in with MFA. */
    ADMINISTRATOR("192.0.2.40", "aws-cli/2.31.5 md/awscrt#0.28.1 ua/2.1 os/macos md/arch#arm64 lang/python#3.13.7"),
    /** An operator with a password and MFA. */
    OPERATOR("192.0.2.77", "Boto3/1.40.46 md/Botocore#1.40.46 ua/2.1 os/linux lang/python#3.12.3"),
    /** The nightly security scan, which only reads. */
    AUDITOR("192.0.2.15", "Boto3/1.40.46 md/Botocore#1.40.46 ua/2.1 os/linux lang/python#3.12.3 Prowler/5.13.0");

    /** Sessions begin this long before the full hour and serve for the hour. */
    private static final Duration SIGNED_IN = Duration.ofMinutes(4);

    private final String sourceAddress;
    private final String userAgent;

    Cast(String sourceAddress, String userAgent) {
        this.sourceAddress = sourceAddress;
        this.userAgent = userAgent;
    }

    /** @param requestId decides the identity of the event that is recorded */
    Call call(Instant at, String requestId) {
        Call.Origin origin = new Call.Origin(sourceAddress, userAgent, requestId);
        return Call.of(caller(at.truncatedTo(ChronoUnit.HOURS).minus(SIGNED_IN)), origin, at);
    }

    private Caller caller(Instant since) {
        Account account = AwsEmulator.ACCOUNT;
        return switch (this) {
            case TERRAFORM -> session("ci-terraform", "audience-rotation", since, false);
            case INTRUDER -> Caller.User.of(account, "dana.keller", "AKIA000KELLEREXAMPLE");
            case ADMINISTRATOR -> session("identity-admin", "sam.okafor", since, true);
            case OPERATOR ->
                new Caller.User(
                        account, "ops.ito", Ids.user(account, "ops.ito"), accessKeyId("OPER", since), true, since);
            case AUDITOR -> session("security-audit", "nightly-scan", since, false);
        };
    }

    private Caller session(String role, String name, Instant since, boolean mfa) {
        Account account = AwsEmulator.ACCOUNT;
        String key = accessKeyId(name().substring(0, 4), since);
        return new Caller.RoleSession(account, role, Ids.role(account, role), name, key, since, mfa, null);
    }

    /** The key of the session that began then; in the form of AWS's, and plainly none of them. */
    static String accessKeyId(String of, Instant since) {
        String hours = Long.toString(since.getEpochSecond() / 60, 36).toUpperCase(Locale.ROOT);
        return "ASIA" + of + "0".repeat(8 - hours.length()) + hours + "TEST";
    }
}
