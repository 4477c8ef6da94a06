package io.tamperwatch.emulator;

/** The services answered, by their names in a credential scope. */
public enum ServiceName {
    CLOUDTRAIL,
    IAM,
    S3,
    STS
}
