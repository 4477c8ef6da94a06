package io.tamperwatch.emulator;

/** The services answered, by their names in a credential scope. */
public enum ServiceName {
    ACCOUNT,
    CLOUDTRAIL,
    IAM,
    ORGANIZATIONS,
    S3,
    SQS,
    STS
}
