package io.tamperwatch.catalogue;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.tamperwatch.setting.InvalidSetting;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class CatalogueChoiceTest {

    private final Catalogue whole = new Catalogue(
            List.of(detection("first", "DeleteFirst", "UpdateFirst"), detection("second", "DeleteSecond")));

    @Test
    void watchesEverythingUnlessToldOtherwise() {
        assertThat(CatalogueChoice.choose(whole, "all")).isEqualTo(whole);
    }

    @Test
    void takesIdsAndEventNamesInAnyOrder() {
        assertThat(CatalogueChoice.choose(whole, " second , first,first")).isEqualTo(whole);
        assertThat(CatalogueChoice.choose(whole, "DeleteSecond"))
                .isEqualTo(new Catalogue(List.of(detection("second", "DeleteSecond"))));
    }

    @Test
    void watchesOnlyTheEventsOfADetectionThatAreNamed() {
        assertThat(CatalogueChoice.choose(whole, "UpdateFirst,second"))
                .isEqualTo(
                        new Catalogue(List.of(detection("first", "UpdateFirst"), detection("second", "DeleteSecond"))));
    }

    @ParameterizedTest
    @ValueSource(
            strings = {"third", "", " ", "first,", "first,third", "ALL", "all,first", "deletefirst", "first second"})
    void refusesWhatItDoesNotKnow(String value) {
        assertThatThrownBy(() -> CatalogueChoice.choose(whole, value))
                .isInstanceOf(InvalidSetting.class)
                .hasMessage(
                        "tamperwatch.detections = \"" + value + "\" is not valid: all, or a comma-separated list of "
                                + "detection ids and of names of their events; the ids are first, second");
    }

    private static Detection detection(String id, String... eventNames) {
        Detection pattern = Catalogue.builtIn().detections().getFirst();
        return new Detection(
                id,
                id,
                "iam.amazonaws.com",
                List.of(eventNames),
                pattern.scope(),
                false,
                false,
                false,
                false,
                pattern.severity(),
                pattern.severityWhenDenied(),
                pattern.severityWhenFailed(),
                "what",
                "why",
                "kind",
                pattern.targetFields(),
                pattern.scenarios(),
                pattern.remedies(),
                pattern.onlyWhen(),
                pattern.techniques(),
                pattern.repairedBy(),
                pattern.routines(),
                pattern.compliance());
    }
}
