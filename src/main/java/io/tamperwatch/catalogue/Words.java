package io.tamperwatch.catalogue;

import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.Locale;
import java.util.Map;
import java.util.function.Function;
import java.util.regex.Pattern;
import java.util.stream.Collectors;

/** The words and shapes of words that data files may use. */
final class Words {

    static final Pattern ID = Pattern.compile("[a-z][a-z0-9]*(?:-[a-z0-9]+)*");
    static final String ID_RULE = "lower-case words joined by hyphens are required";

    static final Pattern EVENT_SOURCE = Pattern.compile("[a-z0-9-]+(?:\\.[a-z0-9-]+)*\\.amazonaws\\.com");
    static final String EVENT_SOURCE_RULE = "a service such as iam.amazonaws.com is required";

    static final Pattern NAME = Pattern.compile("[A-Za-z][A-Za-z0-9]*");
    static final String EVENT_RULE = "an API name such as DeleteSigningCertificate is required";
    static final String PARAMETER_RULE = "a request parameter such as userName is required";

    private Words() {}

    static final Pattern RECORDED =
            Pattern.compile("(?:responseElements\\.)?[A-Za-z][A-Za-z0-9]*(?:\\.[A-Za-z][A-Za-z0-9]*)*");
    static final String RECORDED_RULE = "a request parameter such as userName, or a member of the answer such as"
            + " responseElements.accessKey.accessKeyId, is required";

    static final Pattern TECHNIQUE = Pattern.compile("T\\d{4}(?:\\.\\d{3})?");
    static final String TECHNIQUE_RULE = "a technique of MITRE ATT&CK such as T1098.001 is required";

    static final Pattern VARIABLE = Pattern.compile("[A-Z][A-Z0-9]*(?:_[A-Z0-9]+)*");
    static final String VARIABLE_RULE = "a variable such as USER_NAME is required";

    /** Where a finding, what was known before it, or a thing a posture check fails for has a value. */
    static final Pattern SOURCE =
            Pattern.compile("(?:target|actor|event|offender|request|response|known|derived)(?:\\.[A-Za-z]\\w*)+"
                    + "|earlier\\.[A-Z][A-Za-z0-9]*\\.(?:request|response)(?:\\.[A-Za-z]\\w*)+");

    static final String SOURCE_RULE = "a place such as target.userName, actor.roleName, request.name,"
            + " earlier.UploadSSHPublicKey.request.sSHPublicKeyBody or known.certificate.body is required";

    /** Constants by the lower-case words for each, joined by hyphens, in their own order. */
    static <E extends Enum<E>> Map<String, E> of(E[] constants) {
        return Arrays.stream(constants)
                .collect(Collectors.toMap(
                        constant -> constant.name().toLowerCase(Locale.ROOT).replace('_', '-'),
                        Function.identity(),
                        (one, _) -> one,
                        LinkedHashMap::new));
    }
}
