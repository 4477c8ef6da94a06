package io.tamperwatch.aws;

import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.io.InputStream;
import software.amazon.awssdk.http.HttpExecuteResponse;
import software.amazon.awssdk.protocols.query.unmarshall.XmlDomParser;
import software.amazon.awssdk.protocols.query.unmarshall.XmlElement;

/** What S3 says when it gives nothing, in words for whoever asked. */
final class S3Refusal {

    /** Bytes of an error that are looked at. */
    static final int LONGEST = 1 << 16;

    private S3Refusal() {}

    /** Closes the response. */
    static String of(HttpExecuteResponse response) throws IOException {
        int status = response.httpResponse().statusCode();
        String code = code(response);
        String why = switch (code) {
            case "NoSuchBucket" -> "there is no such bucket";
            case "NoSuchKey" -> "there is no such object";
            case "AccessDenied", "AllAccessDisabled" ->
                "access denied: it takes s3:ListBucket on the bucket, s3:GetObject on its objects and kms:Decrypt"
                        + " where a key encrypts them; buckets whose requester pays are not read";
            case "ExpiredToken",
                    "InvalidAccessKeyId",
                    "InvalidToken",
                    "SignatureDoesNotMatch",
                    "RequestTimeTooSkewed" -> "the credentials are not accepted";
            case "InvalidObjectState" -> "it is archived and has to be restored first";
            case "PermanentRedirect", "TemporaryRedirect", "AuthorizationHeaderMalformed" ->
                "the bucket is in another Region, and S3 does not say in which: set AWS_REGION";
            default -> "S3 refuses it";
        };
        return "%s (%d%s)".formatted(why, status, code.isEmpty() ? "" : " " + code);
    }

    /** A word of S3's, or nothing. */
    private static String code(HttpExecuteResponse response) throws IOException {
        byte[] text = {};
        if (response.responseBody().isPresent()) {
            try (InputStream body = response.responseBody().get()) {
                text = body.readNBytes(LONGEST);
            }
        }
        try {
            XmlElement code = XmlDomParser.parse(new ByteArrayInputStream(text)).getElementByName("Code");
            String word = code == null ? "" : String.valueOf(code.textContent());
            return word.matches("[A-Za-z]{1,60}") ? word : "";
        } catch (RuntimeException e) {
            return "";
        }
    }
}
