package io.tamperwatch.emulator;

import java.util.List;

/** Self-signed X.509 certificates for trying things out, the keys of which nobody has. */
public final class SampleCertificates {

    private static final String FIRST = """
            -----BEGIN CERTIFICATE-----
            MIIBtDCCAVugAwIBAgIUIP2ctYaF+cOYQlnIIdYKx0u+c/0wCgYIKoZIzj0EAwIw
            MDEVMBMGA1UECgwMRXhhbXBsZSBDb3JwMRcwFQYDVQQDDA5wYXltZW50cy1iYXRj
            aDAeFw0yNjExMjIxMjE3NTRaFw0zNjExMTkxMjE3NTRaMDAxFTATBgNVBAoMDEV4
            YW1wbGUgQ29ycDEXMBUGA1UEAwwOcGF5bWVudHMtYmF0Y2gwWTATBgcqhkjOPQIB
            BggqhkjOPQMBBwNCAAT6eTOUlkbnz0T9tEQmP9teCngxcJJ5tWiQp3AGv45Im5wo
            iOmAGWqKVcALdYVnFRCU2ruS16QuNljQp4clNOqFo1MwUTAdBgNVHQ4EFgQUjiM8
            3bps+sbAicQNrZHjgHRC0akwHwYDVR0jBBgwFoAUjiM83bps+sbAicQNrZHjgHRC
            0akwDwYDVR0TAQH/BAUwAwEB/zAKBggqhkjOPQQDAgNHADBEAiAdwGya9kSg3UNs
            1Ty91MECofdVJubKQsvb3tdwyxLSHwIgRxsWfJAALUVE81zTU2PDwkpGIWl0l3T0
            4dV+/CVXze0=
            -----END CERTIFICATE-----
            """;

    private static final String SECOND = """
            -----BEGIN CERTIFICATE-----
            MIIBtDCCAVugAwIBAgIUSxByVaIagLFSPyIT0xe5dB116v0wCgYIKoZIzj0EAwIw
            MDEVMBMGA1UECgwMRXhhbXBsZSBDb3JwMRcwFQYDVQQDDA5yZXBvcnRzLWV4cG9y
            dDAeFw0yNjExMjIxMjE3NTRaFw0zNjExMTkxMjE3NTRaMDAxFTATBgNVBAoMDEV4
            YW1wbGUgQ29ycDEXMBUGA1UEAwwOcmVwb3J0cy1leHBvcnQwWTATBgcqhkjOPQIB
            BggqhkjOPQMBBwNCAAT1uZmWfRHRir45WyM00CqbGK0QPwDEnDlgHlDaV6DaPJXz
            WyWJ3eMX+LHrhs33ANs5vLv7p0ZrpJnt5NXap8Qho1MwUTAdBgNVHQ4EFgQU2hqI
            +Ep5vbiuJECCBvigAeBDjlMwHwYDVR0jBBgwFoAU2hqI+Ep5vbiuJECCBvigAeBD
            jlMwDwYDVR0TAQH/BAUwAwEB/zAKBggqhkjOPQQDAgNHADBEAiAxsLB0aRVKeINB
            M2R4Zv4xbeBZ8viOrTJNS6YbJVOVoQIgRQUtNZmvZOc0WUx9ZB73o0yW8nTKzOdF
            dW+Wu2uTCqE=
            -----END CERTIFICATE-----
            """;

    private static final String THIRD = """
            -----BEGIN CERTIFICATE-----
            MIIBtDCCAVugAwIBAgIUK/SE9K5t96LjnqmaRMcjElPPLjEwCgYIKoZIzj0EAwIw
            MDEVMBMGA1UECgwMRXhhbXBsZSBDb3JwMRcwFQYDVQQDDA5sZWdhY3ktYmlsbGlu
            ZzAeFw0yNjExMjIxMjE3NTRaFw0zNjExMTkxMjE3NTRaMDAxFTATBgNVBAoMDEV4
            YW1wbGUgQ29ycDEXMBUGA1UEAwwObGVnYWN5LWJpbGxpbmcwWTATBgcqhkjOPQIB
            BggqhkjOPQMBBwNCAATEIztCmp1nwyfR2AHSRDvbxZtSSb6P4p/vV7ZfEss27F7z
            Qf1Uowho3NnxkRXH9zvWqFU+r2HZfQv0qftbmduMo1MwUTAdBgNVHQ4EFgQUbL9X
            ok7LWhcwcEXDDu9FMqkgl1UwHwYDVR0jBBgwFoAUbL9Xok7LWhcwcEXDDu9FMqkg
            l1UwDwYDVR0TAQH/BAUwAwEB/zAKBggqhkjOPQQDAgNHADBEAiBpcKck0qopcHCO
            ceo/biiyGvwelCQH8omPn7lGovlETAIgdCXndTtjOoJlC68ahLGuFnKzwnpVr+Ya
            eI8M6Sncd04=
            -----END CERTIFICATE-----
            """;

    private static final String FOURTH = """
            -----BEGIN CERTIFICATE-----
            MIIBrzCCAVWgAwIBAgIUNK+L/NWnbDEYE2ixSfg+UUK6W6EwCgYIKoZIzj0EAwIw
            LTEVMBMGA1UECgwMRXhhbXBsZSBDb3JwMRQwEgYDVQQDDAtsZWRnZXItc3luYzAe
            Fw0yNjExMjIxMjE3NTRaFw0zNjExMTkxMjE3NTRaMC0xFTATBgNVBAoMDEV4YW1w
            bGUgQ29ycDEUMBIGA1UEAwwLbGVkZ2VyLXN5bmMwWTATBgcqhkjOPQIBBggqhkjO
            PQMBBwNCAATYZwWGg6rkSBOS6P8EVAVMwa6WJE5K3eT1LKzxqmW75KNphdj7tsE5
            ckWK4NLzQBb5WgxIW7e+Kc1Bnf2yrI9Fo1MwUTAdBgNVHQ4EFgQUCMsCqVuy37C3
            Kh7DobEl2V5sRB8wHwYDVR0jBBgwFoAUCMsCqVuy37C3Kh7DobEl2V5sRB8wDwYD
            VR0TAQH/BAUwAwEB/zAKBggqhkjOPQQDAgNIADBFAiAXDGZTssJcQXSgTagCW5XR
            G0rVFTmfzpqgf6pPKtTlKQIhAJ4kStTjPU3QZe59NWxKCJLMKBNnY/A8W2NNfySw
            xvaw
            -----END CERTIFICATE-----
            """;

    private SampleCertificates() {}

    /** Four different ones, in PEM. */
    public static List<String> all() {
        return List.of(FIRST, SECOND, THIRD, FOURTH);
    }
}
