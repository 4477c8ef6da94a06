package io.tamperwatch.export;

import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/** What can be told from the form of a name in AWS. */
final class AwsNames {

    private static final Pattern IPV4 = Pattern.compile("\\d{1,3}(\\.\\d{1,3}){3}");
    private static final Pattern IPV6 = Pattern.compile("[0-9a-fA-F]{0,4}(:[0-9a-fA-F]{0,4}){2,7}(%[0-9a-z]+)?");

    private AwsNames() {}

    static String partition(String region) {
        if (region.startsWith("cn-")) {
            return "aws-cn";
        }
        return region.startsWith("us-gov-") ? "aws-us-gov" : "aws";
    }

    static boolean isAddress(@Nullable String source) {
        return source != null && (isIpv4(source) || IPV6.matcher(source).matches());
    }

    static boolean isIpv4(@Nullable String source) {
        return source != null && IPV4.matcher(source).matches();
    }
}
