package io.tamperwatch.posture;

import static org.assertj.core.api.Assertions.assertThat;

import io.tamperwatch.posture.EventSelection.Advanced;
import io.tamperwatch.posture.EventSelection.Advanced.Field;
import io.tamperwatch.posture.EventSelection.Basic;
import io.tamperwatch.posture.EventSelection.Basic.Selector;
import java.util.List;
import java.util.Set;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class EventSelectionTest {

    private static final Field MANAGEMENT = equal("eventCategory", "Management");

    @ParameterizedTest
    @CsvSource({"true, All, true", "true, WriteOnly, true", "true, ReadOnly, false", "false, All, false"})
    void theOlderFormSelectsByKindAndDirection(boolean management, String readWriteType, boolean records) {
        assertThat(new Basic(List.of(new Selector(management, readWriteType, Set.of("kms.amazonaws.com"))))
                        .recordsIamChanges())
                .isEqualTo(records);
    }

    @Test
    void oneSelectorIsEnoughAndNoneIsNot() {
        assertThat(new Basic(List.of()).recordsIamChanges()).isFalse();
        assertThat(new Basic(List.of(new Selector(false, "All", Set.of()), new Selector(true, "All", Set.of())))
                        .recordsIamChanges())
                .isTrue();
        assertThat(new Advanced(List.of()).recordsIamChanges()).isFalse();
    }

    @Test
    void theNewerFormSelectsByFields() {
        assertThat(records(MANAGEMENT)).isTrue();
        assertThat(records(equal("eventCategory", "Data"))).isFalse();
        assertThat(records(MANAGEMENT, equal("readOnly", "false"))).isTrue();
        assertThat(records(MANAGEMENT, equal("readOnly", "true"))).isFalse();
        assertThat(records(MANAGEMENT, notEqual("eventSource", "kms.amazonaws.com")))
                .isTrue();
        assertThat(records(MANAGEMENT, notEqual("eventSource", "iam.amazonaws.com")))
                .isFalse();
        assertThat(records(MANAGEMENT, starts("eventSource", "iam."))).isTrue();
        assertThat(records(MANAGEMENT, starts("eventSource", "sts."))).isFalse();
        assertThat(records(MANAGEMENT, equal("eventName", "CreateUser"))).isFalse();
    }

    @Test
    void aSelectorThatTakesAPartIsSavedByOneThatTakesAll() {
        assertThat(new Advanced(List.of(List.of(MANAGEMENT, equal("eventName", "CreateUser")), List.of(MANAGEMENT)))
                        .recordsIamChanges())
                .isTrue();
    }

    private static boolean records(Field... fields) {
        return new Advanced(List.of(List.of(fields))).recordsIamChanges();
    }

    private static Field equal(String name, String value) {
        return new Field(name, List.of(value), List.of(), List.of(), List.of(), List.of(), List.of());
    }

    private static Field notEqual(String name, String value) {
        return new Field(name, List.of(), List.of(value), List.of(), List.of(), List.of(), List.of());
    }

    private static Field starts(String name, String value) {
        return new Field(name, List.of(), List.of(), List.of(value), List.of(), List.of(), List.of());
    }
}
