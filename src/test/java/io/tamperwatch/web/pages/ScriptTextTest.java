package io.tamperwatch.web.pages;

import static org.assertj.core.api.Assertions.assertThat;

import io.tamperwatch.catalogue.Remedy;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;

class ScriptTextTest {

    @Test
    void isTheTextOfAnElementAndNoMarkup() {
        assertThat(ScriptText.html("echo '&lt;' \"</code><b>\" && true > x").getValue())
                .isEqualTo("echo '&amp;lt;' \"&lt;/code>&lt;b>\" &amp;&amp; true > x");
    }

    /** The catalogue's commands are not to be pasted without the account and the values they are for. */
    @Test
    void thePageOfADetectionShowsStepsThatStopWhereNothingIsFilledIn() {
        Remedy remedy = new Remedy(
                "look",
                "Look",
                Remedy.Purpose.VERIFY,
                "why",
                List.of("Look."),
                "aws iam get-user | cat <&0",
                "boto3.client('iam')");

        String html = new TestingTemplates().render("remedies", Map.of("todo", Todos.of(List.of(remedy))));

        assertThat(html)
                .contains("<code>bash &lt;&lt; 'STEP'\n{ # ")
                .contains("\nACCOUNT_ID=''  # The twelve digits of the account it is for.\n")
                .contains("\naws iam get-user | cat &lt;&amp;0\n}\nSTEP</code>")
                .contains("\n    boto3.client('iam')\n\n\nstep()</code>");
    }
}
