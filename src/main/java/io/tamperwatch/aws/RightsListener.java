package io.tamperwatch.aws;

import io.tamperwatch.rights.RightsObserver;
import io.tamperwatch.watch.LookupOutcome;
import java.util.Locale;
import java.util.Set;
import software.amazon.awssdk.awscore.exception.AwsServiceException;
import software.amazon.awssdk.core.exception.SdkException;
import software.amazon.awssdk.core.interceptor.Context;
import software.amazon.awssdk.core.interceptor.ExecutionAttribute;
import software.amazon.awssdk.core.interceptor.ExecutionAttributes;
import software.amazon.awssdk.core.interceptor.ExecutionInterceptor;
import software.amazon.awssdk.core.interceptor.SdkExecutionAttribute;

/** Learns from every call that says whose it is whether the permission it needs is there. */
final class RightsListener implements ExecutionInterceptor {

    /** Only who may ask is told that what they ask for is not there. */
    private static final Set<String> ALLOWED = Set.of(
            "NoSuchEntity",
            "NoSuchEntityException",
            "ReportNotPresent",
            "ReportExpired",
            "ReportInProgress",
            "TrailNotFoundException");

    /** The name of the account that is asked. */
    static final ExecutionAttribute<String> ACCOUNT = new ExecutionAttribute<>("tamperwatch.account");

    private final RightsObserver observer;

    RightsListener(RightsObserver observer) {
        this.observer = observer;
    }

    @Override
    public void afterExecution(Context.AfterExecution context, ExecutionAttributes attributes) {
        observer.answered(attributes.getAttribute(ACCOUNT), action(attributes), true);
    }

    @Override
    public void onExecutionFailure(Context.FailedExecution context, ExecutionAttributes attributes) {
        if (!(context.exception() instanceof SdkException failure)) {
            return;
        }
        if (LookupFailures.of(failure) instanceof LookupOutcome.Denied) {
            observer.answered(attributes.getAttribute(ACCOUNT), action(attributes), false);
        } else if (failure instanceof AwsServiceException service
                && service.awsErrorDetails() != null
                && ALLOWED.contains(String.valueOf(service.awsErrorDetails().errorCode()))) {
            observer.answered(attributes.getAttribute(ACCOUNT), action(attributes), true);
        }
    }

    /** The SDK's names of services and operations are those of policies but for their case. */
    private static String action(ExecutionAttributes attributes) {
        return attributes.getAttribute(SdkExecutionAttribute.SERVICE_NAME).toLowerCase(Locale.ROOT)
                + ":"
                + attributes.getAttribute(SdkExecutionAttribute.OPERATION_NAME);
    }
}
