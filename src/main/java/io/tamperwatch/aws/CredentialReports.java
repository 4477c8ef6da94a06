package io.tamperwatch.aws;

import io.tamperwatch.posture.Known;
import java.time.Duration;
import software.amazon.awssdk.services.iam.IamClient;
import software.amazon.awssdk.services.iam.model.ReportStateType;

/** Has IAM make a credential report and fetches it. */
final class CredentialReports {

    private static final Duration LOOK_AGAIN = Duration.ofSeconds(2);
    private static final int LOOKS = 60;

    private final IamClient iam;
    private final PacedCalls calls;

    CredentialReports(IamClient iam, PacedCalls calls) {
        this.iam = iam;
        this.calls = calls;
    }

    Known<CredentialReport> read() {
        for (int look = 0; look < LOOKS; look++) {
            Known<ReportStateType> state = calls.ask(
                    "iam:GenerateCredentialReport",
                    () -> iam.generateCredentialReport().state());
            switch (state) {
                case Known.Is<ReportStateType> is -> {
                    if (is.value() == ReportStateType.COMPLETE) {
                        return calls.ask(
                                "iam:GetCredentialReport",
                                () -> CredentialReport.parse(
                                        iam.getCredentialReport().content().asUtf8String()));
                    }
                }
                case Known.Refused<ReportStateType> refused -> {
                    return new Known.Refused<>(refused.permission());
                }
                case Known.Unread<ReportStateType> unread -> {
                    return new Known.Unread<>(unread.reason());
                }
            }
            if (!calls.waited(LOOK_AGAIN)) {
                return new Known.Unread<>("the process is stopping");
            }
        }
        return new Known.Unread<>("IAM has not finished the credential report");
    }
}
