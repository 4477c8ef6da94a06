package io.tamperwatch.web.pages;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class LoginPageTest {

    @ParameterizedTest
    @ValueSource(
            strings = {"/findings/0e3c5ee2-7a8f-4f33-9d62-6b1f9d0a1c11", "/findings?status=open&q=a%20b", "/watches"})
    void goesOnToAPageOfOurs(String next) {
        assertThat(LoginPage.ownPage(next)).isEqualTo(next);
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "https://evil.example/",
                "//evil.example/",
                "/\\evil.example",
                "/findings\\..\\x",
                "/findings\r\nSet-Cookie: a=b",
                "javascript:alert(1)",
                "/login?next=/login",
                "/logout",
                "/api/v1/findings",
                " /findings",
                ""
            })
    void goesNowhereElse(String next) {
        assertThat(LoginPage.ownPage(next)).isEqualTo("/findings");
    }
}
