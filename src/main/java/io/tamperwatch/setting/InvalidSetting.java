package io.tamperwatch.setting;

import io.quarkus.runtime.configuration.ConfigurationException;

/**
 * A configuration value the product refuses to start with. The message is one line: the key, the value given, and what
 * is allowed. Quarkus prints the message of a {@link ConfigurationException} without a stack trace and ends with exit
 * code 1.
 */
public final class InvalidSetting extends ConfigurationException {

    public InvalidSetting(String key, String value, String allowed) {
        super("%s = \"%s\" is not valid: %s".formatted(key, printable(value), allowed));
    }

    private static String printable(String value) {
        return value.codePoints()
                .map(c -> Character.isISOControl(c) ? ' ' : c)
                .collect(StringBuilder::new, StringBuilder::appendCodePoint, StringBuilder::append)
                .toString();
    }
}
