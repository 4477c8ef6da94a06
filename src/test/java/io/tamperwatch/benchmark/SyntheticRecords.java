package io.tamperwatch.benchmark;

import java.util.List;

/** What the replayed events say: the two target events, made by users, roles and the console, some of them refused. */
final class SyntheticRecords {

    static final String CERTIFICATE_DELETED = "DeleteSigningCertificate";
    static final String CLIENT_REMOVED = "RemoveClientIDFromOpenIDConnectProvider";

    private static final String CLI = "aws-cli/2.17.32 md/awscrt#0.21.2 ua/2.0 os/linux#6.8.0-1015-aws md/arch#x86_64"
            + " lang/python#3.11.9 md/pyimpl#CPython cfg/retry-mode#standard md/installer#exe md/prompt#off"
            + " md/command#iam.%s";
    private static final String TERRAFORM = "APN/1.0 HashiCorp/1.0 Terraform/1.9.5 (+https://www.terraform.io)"
            + " terraform-provider-aws/5.65.0 (+https://registry.terraform.io/providers/hashicorp/aws)"
            + " aws-sdk-go-v2/1.30.4 ua/2.1 os/linux lang/go#1.22.6 md/GOOS#linux md/GOARCH#amd64 api/iam#1.35.0";
    private static final String CONSOLE = "Mozilla/5.0 (X11; Linux x86_64) AppleWebKit/537.36 (KHTML, like Gecko)"
            + " Chrome/128.0.0.0 Safari/537.36";

    private SyntheticRecords() {}

    /** Templates of one account's events of one name, each as often in the list as it shall occur. */
    static List<RecordTemplate> of(String account, String name) {
        RecordTemplate byUser =
                event(account, name, record(account, name, user(account, false), CLI, request(account, name)));
        RecordTemplate byRole =
                event(account, name, record(account, name, role(account), TERRAFORM, request(account, name)));
        RecordTemplate inConsole = event(account, name, console(account, name));
        RecordTemplate refused = event(account, name, refused(account, name));
        RecordTemplate failed = event(account, name, failed(account, name));
        return List.of(byUser, byUser, byUser, byRole, byRole, byRole, byRole, inConsole, refused, failed);
    }

    private static RecordTemplate event(String account, String name, String record) {
        return new RecordTemplate("""
                {"EventId":"{id}","EventName":"%s","ReadOnly":"false","AccessKeyId":"ASIA2E0%s0{number}","EventTime":{seconds},\
                "EventSource":"iam.amazonaws.com","Username":"operator-{number}","Resources":[{"ResourceType":"AWS::IAM::User",\
                "ResourceName":"service-{number}"}],"CloudTrailEvent":"%s"}""".formatted(
                        name, account.substring(3), record.replace("\\", "\\\\").replace("\"", "\\\"")));
    }

    private static String record(String account, String name, String identity, String agent, String rest) {
        return """
        {"eventVersion":"1.11","userIdentity":%s,"eventTime":"{time}","eventSource":"iam.amazonaws.com","eventName":"%s",\
        "awsRegion":"us-east-1","sourceIPAddress":"198.51.100.{number}","userAgent":"%s",%s,"requestID":"{request}",\
        "eventID":"{id}","readOnly":false,"eventType":"AwsApiCall","managementEvent":true,"recipientAccountId":"%s",\
        "eventCategory":"Management","tlsDetails":{"tlsVersion":"TLSv1.3","cipherSuite":"TLS_AES_128_GCM_SHA256",\
        "clientProvidedHostHeader":"iam.amazonaws.com"}}""".formatted(
                        identity, name, agent.contains("%s") ? agent.formatted(command(name)) : agent, rest, account);
    }

    private static String console(String account, String name) {
        String record = record(account, name, user(account, true), CONSOLE, request(account, name));
        return record.substring(0, record.length() - 1) + ",\"sessionCredentialFromConsole\":\"true\"}";
    }

    private static String refused(String account, String name) {
        String resource = name.equals(CERTIFICATE_DELETED)
                ? "user service-{number}"
                : "arn:aws:iam::%s:oidc-provider/token.actions.example.com".formatted(account);
        String rest = """
                "errorCode":"AccessDenied","errorMessage":"User: arn:aws:iam::%s:user/operator-{number} is not authorized to\
                 perform: iam:%s on resource: %s because no identity-based policy allows the iam:%s action",\
                "requestParameters":null,"responseElements":null""".formatted(account, name, resource, name);
        return record(account, name, user(account, false), CLI, rest);
    }

    private static String failed(String account, String name) {
        String rest = """
                "errorCode":"NoSuchEntityException","errorMessage":"The thing with id {certificate} cannot be found.",%s""".formatted(request(account, name));
        return record(account, name, role(account), TERRAFORM, rest);
    }

    private static String request(String account, String name) {
        String request = name.equals(CERTIFICATE_DELETED)
                ? "{\"userName\":\"service-{number}\",\"certificateId\":\"{certificate}\"}"
                : """
                {"openIDConnectProviderArn":"arn:aws:iam::%s:oidc-provider/token.actions.example.com",\
                "clientID":"app-{certificate}"}""".formatted(account);
        return "\"requestParameters\":" + request + ",\"responseElements\":null";
    }

    private static String user(String account, boolean session) {
        String context = session
                ? ",\"sessionContext\":{\"attributes\":{\"creationDate\":\"2026-01-01T00:00:00Z\",\"mfaAuthenticated\":\"true\"}}"
                : "";
        return """
        {"type":"IAMUser","principalId":"AIDAEXAMPLE0000000{number}","arn":"arn:aws:iam::%s:user/operator-{number}",\
        "accountId":"%s","accessKeyId":"AKIAEXAMPLE000000{number}","userName":"operator-{number}"%s}""".formatted(account, account, context);
    }

    private static String role(String account) {
        return """
        {"type":"AssumedRole","principalId":"AROAEXAMPLE0000000000:deploy-{number}",\
        "arn":"arn:aws:sts::%s:assumed-role/deployment/deploy-{number}","accountId":"%s",\
        "accessKeyId":"ASIAEXAMPLE000000{number}","sessionContext":{"sessionIssuer":{"type":"Role",\
        "principalId":"AROAEXAMPLE0000000000","arn":"arn:aws:iam::%s:role/deployment","accountId":"%s",\
        "userName":"deployment"},"attributes":{"creationDate":"2026-01-01T00:00:00Z","mfaAuthenticated":"false"}}}""".formatted(account, account, account, account);
    }

    private static String command(String name) {
        return name.equals(CERTIFICATE_DELETED)
                ? "delete-signing-certificate"
                : "remove-client-id-from-open-id-connect-provider";
    }
}
