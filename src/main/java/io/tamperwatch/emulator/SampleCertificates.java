package io.tamperwatch.emulator;

import java.util.List;

/** Self-signed X.509 certificates for trying things out, the keys of which nobody has. */
public final class SampleCertificates {

    private static final String FIRST = """
            -----BEGIN CERTIFICATE-----
            MIIBtTCCAVugAwIBAgIUYq2TCU0/8Fc1OaSzOrM0UiAcK5UwCgYIKoZIzj0EAwIw
            MDEVMBMGA1UECgwMRXhhbXBsZSBDb3JwMRcwFQYDVQQDDA5wYXltZW50cy1iYXRj
            aDAeFw0yNjExMjIxMjI5MzVaFw0zNjExMTkxMjI5MzVaMDAxFTATBgNVBAoMDEV4
            YW1wbGUgQ29ycDEXMBUGA1UEAwwOcGF5bWVudHMtYmF0Y2gwWTATBgcqhkjOPQIB
            BggqhkjOPQMBBwNCAAR9nJ/BePU94L7V8vBXct0DQCUYVRefL/CvHJzqkd3I0kXo
            4Cvng1WuG4VjVQOGWc2qkHOSquTRDFI8gSYsnMffo1MwUTAdBgNVHQ4EFgQUswxA
            0WAjW9bvhzhGipiV3TcQXzEwHwYDVR0jBBgwFoAUswxA0WAjW9bvhzhGipiV3TcQ
            XzEwDwYDVR0TAQH/BAUwAwEB/zAKBggqhkjOPQQDAgNIADBFAiBEKlxqNlCyQsel
            4UH4LeWhclXGlgfmUQYs72JkZgCSEQIhAIlaEedQJ67EEguNjTkFjLjO+nWM7U/W
            M8688Rt09/PJ
            -----END CERTIFICATE-----
            """;

    private static final String SECOND = """
            -----BEGIN CERTIFICATE-----
            MIIBtDCCAVugAwIBAgIUcaFXp9lgqL05+A9E5pg5n2Hg5vgwCgYIKoZIzj0EAwIw
            MDEVMBMGA1UECgwMRXhhbXBsZSBDb3JwMRcwFQYDVQQDDA5yZXBvcnRzLWV4cG9y
            dDAeFw0yNjExMjIxMjI5MzVaFw0zNjExMTkxMjI5MzVaMDAxFTATBgNVBAoMDEV4
            YW1wbGUgQ29ycDEXMBUGA1UEAwwOcmVwb3J0cy1leHBvcnQwWTATBgcqhkjOPQIB
            BggqhkjOPQMBBwNCAAQZgWmVUQ/nCBTNqfL+YzNg8sx31sfbmUu/lct8ivTymps6
            traZLlfBO89z88VgSf2oKMur8nEj7OisqicvGlBvo1MwUTAdBgNVHQ4EFgQU4pAQ
            ece0ZUXuhcARjlJNKc4lPxowHwYDVR0jBBgwFoAU4pAQece0ZUXuhcARjlJNKc4l
            PxowDwYDVR0TAQH/BAUwAwEB/zAKBggqhkjOPQQDAgNHADBEAiAIDSJjMbbk//69
            pWew74cWEgdVRTJanqO1Ys0wu3v7hwIgf1jyjiYuvJlMtuxW84hi16kUsN+YFAe2
            2rZa0gXsDXU=
            -----END CERTIFICATE-----
            """;

    private static final String THIRD = """
            -----BEGIN CERTIFICATE-----
            MIIBrTCCAVOgAwIBAgIUbtgTOwiUkiEo6XWNlhKD8XtnxPQwCgYIKoZIzj0EAwIw
            LDEVMBMGA1UECgwMRXhhbXBsZSBDb3JwMRMwEQYDVQQDDApsZWUubW9yZWF1MB4X
            DTI2MTEyMjEyMjkzNVoXDTM2MTExOTEyMjkzNVowLDEVMBMGA1UECgwMRXhhbXBs
            ZSBDb3JwMRMwEQYDVQQDDApsZWUubW9yZWF1MFkwEwYHKoZIzj0CAQYIKoZIzj0D
            AQcDQgAE+mHNUY2eFw+SMSyJTduI+41nIE3JjQngajK2XrWrK67YBz5e1nqfHi8K
            F7++IvebyYKgyzFzLLJycKl9tF2y/aNTMFEwHQYDVR0OBBYEFP84HGTvZFMtHrpC
            6NK0gJJFYrD+MB8GA1UdIwQYMBaAFP84HGTvZFMtHrpC6NK0gJJFYrD+MA8GA1Ud
            EwEB/wQFMAMBAf8wCgYIKoZIzj0EAwIDSAAwRQIhAOTr1o+jvKdWTr4Lb1c62q44
            H1z7Lcz2QswYK59YpVexAiB5sRYP/cGsrEuXU+oAXPdzXQqR/UcI4uaTn/GD3gZa
            1A==
            -----END CERTIFICATE-----
            """;

    private static final String FOURTH = """
            -----BEGIN CERTIFICATE-----
            MIIBrzCCAVWgAwIBAgIUZW58yD3UPN59mzwVsZYIYGoLTnswCgYIKoZIzj0EAwIw
            LTEVMBMGA1UECgwMRXhhbXBsZSBDb3JwMRQwEgYDVQQDDAtsZWRnZXItc3luYzAe
            Fw0yNjExMjIxMjI5MzVaFw0zNjExMTkxMjI5MzVaMC0xFTATBgNVBAoMDEV4YW1w
            bGUgQ29ycDEUMBIGA1UEAwwLbGVkZ2VyLXN5bmMwWTATBgcqhkjOPQIBBggqhkjO
            PQMBBwNCAATgiDj/eD7nEFloRHJA3j4RaRtWIFEiRgNTHWoINtstDABaxXFudcE4
            erDEf9IKoYU/nioZFUIiIU8eOYNPdoEeo1MwUTAdBgNVHQ4EFgQUvWYNcXT8Lf3L
            AGbJAnj8naPOjxgwHwYDVR0jBBgwFoAUvWYNcXT8Lf3LAGbJAnj8naPOjxgwDwYD
            VR0TAQH/BAUwAwEB/zAKBggqhkjOPQQDAgNIADBFAiBEsEMbonk5E9iEkrDJ4xTc
            VdNNeRSQL+cfc4vgbnqqzAIhAPMy/Pw9RvU2hVHz3x8Qbq+0qgTY5vUK0fdV9Wfa
            LGCB
            -----END CERTIFICATE-----
            """;

    private static final String FIFTH = """
            -----BEGIN CERTIFICATE-----
            MIIBrzCCAVWgAwIBAgIUDSLUmdUhBYgMkkEyapzEZjKNkTEwCgYIKoZIzj0EAwIw
            LTEVMBMGA1UECgwMRXhhbXBsZSBDb3JwMRQwEgYDVQQDDAtsZWRnZXItc3luYzAe
            Fw0yNjExMjIxMjI5MzVaFw0zNjExMTkxMjI5MzVaMC0xFTATBgNVBAoMDEV4YW1w
            bGUgQ29ycDEUMBIGA1UEAwwLbGVkZ2VyLXN5bmMwWTATBgcqhkjOPQIBBggqhkjO
            PQMBBwNCAAQbLd1sjV2d1B9NmTsN67BM9DUGr0K2ZQKEF5us/ykRzNx5bnwlSqDQ
            FwrzGzXxVWVOFgMWToBXNQH/IBrTfb1Jo1MwUTAdBgNVHQ4EFgQUZexQqhgYXkcp
            5a8WGfYF83JgwDowHwYDVR0jBBgwFoAUZexQqhgYXkcp5a8WGfYF83JgwDowDwYD
            VR0TAQH/BAUwAwEB/zAKBggqhkjOPQQDAgNIADBFAiAt0j25AVK9/mGLtgG1LMjz
            qqwcSmr3CbdAXsqmguZdtgIhAMcxXhCasBfHEvLT0OEk/KtoukkFJuqATCKlcDNf
            YYh2
            -----END CERTIFICATE-----
            """;

    private static final String SIXTH = """
            -----BEGIN CERTIFICATE-----
            MIIBsTCCAVegAwIBAgIUNQvPz1NoiEd/WOHRJ6WrmjTkSW0wCgYIKoZIzj0EAwIw
            LjEVMBMGA1UECgwMRXhhbXBsZSBDb3JwMRUwEwYDVQQDDAxiYWNrdXAtYWdlbnQw
            HhcNMjYxMTIyMTIyOTM1WhcNMzYxMTE5MTIyOTM1WjAuMRUwEwYDVQQKDAxFeGFt
            cGxlIENvcnAxFTATBgNVBAMMDGJhY2t1cC1hZ2VudDBZMBMGByqGSM49AgEGCCqG
            SM49AwEHA0IABA3+v553tILW2naEiyymHhxugTLDWTEKzb2JCvjPYl4wSWWK2cm6
            WIWFVFCAEXbSQoTNpesSP7RwLuCncMRHOeWjUzBRMB0GA1UdDgQWBBTtJi5zVvz6
            FLyD6dvaUxLp0a4exDAfBgNVHSMEGDAWgBTtJi5zVvz6FLyD6dvaUxLp0a4exDAP
            BgNVHRMBAf8EBTADAQH/MAoGCCqGSM49BAMCA0gAMEUCIQD2cyF4+r8j4JzVydFS
            /QtAABHOAksK9PPdvDrJeGT0mAIgZYVwIroGAZv/lLZf8sLOmQP09tp0B6yoV2+f
            z0/rM0s=
            -----END CERTIFICATE-----
            """;

    private SampleCertificates() {}

    /** Six different ones, in PEM. */
    public static List<String> all() {
        return List.of(FIRST, SECOND, THIRD, FOURTH, FIFTH, SIXTH);
    }
}
