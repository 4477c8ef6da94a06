package io.tamperwatch.posture;

/**
 * A control of a published standard that asks for the same.
 *
 * @param standard its name and version
 */
public record Control(String standard, String id) {

    /** CIS Amazon Web Services Foundations Benchmark v5.0.0. */
    static Control cis(String id) {
        return new Control("CIS AWS Foundations Benchmark v5.0.0", id);
    }

    /** The last version that asks for single kinds of characters. */
    static Control formerCis(String id) {
        return new Control("CIS AWS Foundations Benchmark v1.2.0", id);
    }
}
