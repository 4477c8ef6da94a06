package io.tamperwatch.web.pages;

import static org.assertj.core.api.Assertions.assertThat;

import io.tamperwatch.finding.Finding;
import io.tamperwatch.finding.Impact.BlastRadius;
import io.tamperwatch.finding.Impact.Role;
import java.io.StringReader;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import javax.xml.parsers.DocumentBuilderFactory;
import org.junit.jupiter.api.Test;
import org.w3c.dom.Element;
import org.xml.sax.InputSource;

/** What the template makes of hostile text: above all in the picture, which browsers parse by other rules than the rest. */
class FindingTemplateTest {

    private static final String HOSTILE = "</text></svg><script>alert(1)</script>\"'><a href=\"javascript:alert(1)\""
            + " onload=x>&#x3C;]]>\u202E\u001b[31m";

    @Test
    void drawsHostileNamesAsText() throws Exception {
        Role role = new Role(
                "arn:aws:iam::111122223333:role/" + HOSTILE,
                HOSTILE,
                "accepts",
                "exact",
                "exact",
                List.of(HOSTILE),
                List.of(HOSTILE),
                HOSTILE,
                true,
                Instant.EPOCH,
                HOSTILE,
                List.of(HOSTILE),
                Instant.EPOCH,
                7);
        String page = page(Affected.removal(new BlastRadius(1, 1, 1, 1, null, 1, List.of(role), HOSTILE)));

        assertThat(page).doesNotContain("<script>alert").doesNotContain("<a href=\"javascript");
        assertThat(page).doesNotContain("\u202E").doesNotContain("\u001b").doesNotContain(" style=");
        Element picture = picture(page);
        assertThat(picture.getElementsByTagName("a").getLength()).isZero();
        assertThat(picture.getElementsByTagName("script").getLength()).isZero();
        assertThat(text(picture, "g", "title")).startsWith("</text></svg><script>alert(1)</script>\"'>");
        assertThat(text(picture, "g", "text")).isEqualTo("</text></svg><script>alert(1…");
    }

    @Test
    void tellsThePictureInWordsToo() throws Exception {
        Element picture = picture(page(Affected.removal(Affected.threeRings())));

        assertThat(picture.getAttribute("role")).isEqualTo("img");
        assertThat(picture.getAttribute("aria-labelledby")).isEqualTo("radius-title radius-text");
        assertThat(picture.getElementsByTagName("title").item(0).getTextContent())
                .isEqualTo("Who is affected");
        assertThat(picture.getElementsByTagName("desc").item(0).getTextContent())
                .isEqualTo(
                        "login.example.com, client ID reports. 3 roles are configured, 2 of them locked out; used: 2;"
                                + " broken: 1.");
    }

    private static String page(Finding finding) {
        ImpactView impact = ImpactViews.of(finding, Affected.NOW);
        return new TestingTemplates().render("impact", Map.of("impact", Objects.requireNonNull(impact)));
    }

    private static Element picture(String page) throws Exception {
        int from = page.indexOf("<svg class=\"radius\"");
        String svg = page.substring(from, page.indexOf("</svg>", from) + "</svg>".length());
        return DocumentBuilderFactory.newInstance()
                .newDocumentBuilder()
                .parse(new InputSource(new StringReader(svg)))
                .getDocumentElement();
    }

    private static String text(Element picture, String parent, String child) {
        Element first = (Element) picture.getElementsByTagName(parent).item(0);
        return first.getElementsByTagName(child).item(0).getTextContent();
    }
}
