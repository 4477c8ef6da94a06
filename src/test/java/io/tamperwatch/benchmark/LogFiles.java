package io.tamperwatch.benchmark;

import java.io.BufferedOutputStream;
import java.io.IOException;
import java.io.OutputStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Instant;
import java.util.List;
import java.util.Random;
import java.util.UUID;
import java.util.zip.GZIPOutputStream;

/** Writes log files as CloudTrail delivers them: the traffic of one busy account, with few calls that any detection is about. */
final class LogFiles {

    private static final int RECORDS_IN_A_FILE = 2_000;
    private static final int ONE_OF_INTEREST_IN = 500;
    private static final Instant START = Instant.parse("2026-03-01T00:00:00Z");

    private static final List<String[]> ORDINARY = List.of(
            new String[] {"sts.amazonaws.com", "AssumeRole"},
            new String[] {"ec2.amazonaws.com", "DescribeInstances"},
            new String[] {"ec2.amazonaws.com", "DescribeNetworkInterfaces"},
            new String[] {"kms.amazonaws.com", "Decrypt"},
            new String[] {"kms.amazonaws.com", "GenerateDataKey"},
            new String[] {"s3.amazonaws.com", "GetBucketAcl"},
            new String[] {"logs.amazonaws.com", "CreateLogStream"},
            new String[] {"ssm.amazonaws.com", "UpdateInstanceInformation"},
            new String[] {"iam.amazonaws.com", "GetRole"},
            new String[] {"iam.amazonaws.com", "ListAttachedRolePolicies"});

    private static final List<String[]> OF_INTEREST = List.of(
            new String[] {"iam.amazonaws.com", "DeleteSigningCertificate"},
            new String[] {"iam.amazonaws.com", "DeleteAccessKey"},
            new String[] {"iam.amazonaws.com", "CreateAccessKey"},
            new String[] {"cloudtrail.amazonaws.com", "StopLogging"});

    private final Random random = new Random(20_260_301);

    /** Writes them all into a directory, unless a run before has. */
    static void write(Path directory, int records) throws IOException {
        Path done = directory.resolve("done");
        if (Files.exists(done)) {
            return;
        }
        Files.createDirectories(directory);
        LogFiles files = new LogFiles();
        for (int first = 0; first < records; first += RECORDS_IN_A_FILE) {
            files.writeFile(
                    directory.resolve("111122223333_CloudTrail_us-east-1_20260301T%06d_x.json.gz"
                            .formatted(first / RECORDS_IN_A_FILE)),
                    first,
                    Math.min(records, first + RECORDS_IN_A_FILE));
        }
        Files.createFile(done);
    }

    private void writeFile(Path file, int first, int end) throws IOException {
        try (OutputStream to = new GZIPOutputStream(new BufferedOutputStream(Files.newOutputStream(file)), 1 << 16)) {
            StringBuilder text = new StringBuilder("{\"Records\":[");
            for (int i = first; i < end; i++) {
                text.append(i == first ? "" : ",").append(record(i));
            }
            to.write(text.append("]}").toString().getBytes(StandardCharsets.UTF_8));
        }
    }

    private String record(int number) {
        List<String[]> calls = random.nextInt(ONE_OF_INTEREST_IN) == 0 ? OF_INTEREST : ORDINARY;
        String[] call = calls.get(random.nextInt(calls.size()));
        String who = "worker-" + random.nextInt(200);
        return """
            {"eventVersion":"1.11","userIdentity":{"type":"AssumedRole","principalId":"AROAEXAMPLE000000000:%s",\
            "arn":"arn:aws:sts::111122223333:assumed-role/nodes/%s","accountId":"111122223333",\
            "accessKeyId":"ASIA%016X","sessionContext":{"sessionIssuer":{"type":"Role",\
            "principalId":"AROAEXAMPLE000000000","arn":"arn:aws:iam::111122223333:role/nodes",\
            "accountId":"111122223333","userName":"nodes"},"attributes":{"creationDate":"2026-03-01T00:00:00Z",\
            "mfaAuthenticated":"false"},"ec2RoleDelivery":"2.0"}},"eventTime":"%s","eventSource":"%s","eventName":"%s",\
            "awsRegion":"us-east-1","sourceIPAddress":"198.51.100.%d","userAgent":"aws-sdk-go-v2/1.30.4 ua/2.1 os/linux\
             lang/go#1.22.6 md/GOOS#linux md/GOARCH#amd64 api/%d","requestParameters":{"userName":"service-%d",\
            "filterSet":{"items":[{"name":"vpc-id","valueSet":{"items":[{"value":"vpc-%016x"}]}}]},"maxResults":%d},\
            "responseElements":null,"requestID":"%s","eventID":"%s","readOnly":%s,"eventType":"AwsApiCall",\
            "managementEvent":true,"recipientAccountId":"111122223333","eventCategory":"Management","tlsDetails":\
            {"tlsVersion":"TLSv1.3","cipherSuite":"TLS_AES_128_GCM_SHA256","clientProvidedHostHeader":"%s"}}\
            """.formatted(
                        who,
                        who,
                        random.nextLong(),
                        START.plusSeconds(number / 10),
                        call[0],
                        call[1],
                        1 + random.nextInt(250),
                        random.nextInt(50),
                        random.nextInt(500),
                        random.nextLong(),
                        random.nextInt(1000),
                        uuid(),
                        uuid(),
                        calls == ORDINARY,
                        call[0]);
    }

    private UUID uuid() {
        return new UUID(random.nextLong() & ~0xf000L | 0x4000L, random.nextLong() >>> 2 | Long.MIN_VALUE);
    }
}
