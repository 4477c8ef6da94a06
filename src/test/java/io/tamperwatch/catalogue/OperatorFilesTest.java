package io.tamperwatch.catalogue;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.tamperwatch.setting.InvalidSetting;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class OperatorFilesTest {

    private static final String DETECTION = """
            id: iam-group-deleted
            title: Group deleted
            eventSource: iam.amazonaws.com
            eventNames: [DeleteGroup]
            scope: global
            dryRun: true
            severity: {succeeded: medium, denied: low, failed: info}
            what: A group of IAM users was deleted.
            why: Its members lose what it allowed.
            targetKind: group
            targetFields: {resource: groupName}
            scenarios:
            - {id: by-accident, title: By accident, explanation: It happens.}
            remedies: [make-group-again, least-privilege]
            """;

    private static final String REMEDY = """
            id: make-group-again
            title: Make the group again
            purpose: undo
            why: Its members can work again.
            console: [Open the console., Make the group.]
            cli: aws iam create-group
            python: "import boto3"
            """;

    @TempDir
    Path directory;

    @Test
    void standBesideTheOnesThatComeWithTheProduct() throws IOException {
        write("detections/iam-group-deleted.yaml", DETECTION);
        write("remedies/make-group-again.yaml", REMEDY);
        write(".hidden/anything", "x");

        Catalogue catalogue = produced();

        assertThat(catalogue.detections())
                .hasSize(Catalogue.builtIn().detections().size() + 1)
                .containsAll(Catalogue.builtIn().detections());
        Detection own = catalogue.byId("iam-group-deleted").orElseThrow();
        assertThat(own.dryRun()).isTrue();
        assertThat(own.remedies()).extracting(Remedy::id).containsExactly("make-group-again", "least-privilege");
    }

    @Test
    void passTheSameChecksAndAreNamedWhereTheyStand() throws IOException {
        Path file = write("detections/iam-group-deleted.yaml", DETECTION.replace("dryRun:", "dry-run:"));
        write("remedies/make-group-again.yaml", REMEDY);

        assertThatThrownBy(this::produced)
                .isInstanceOf(InvalidCatalogue.class)
                .hasMessageStartingWith(
                        "the catalogue is not valid: " + file + ": dry-run: unknown field; allowed are id, title,");
    }

    @Test
    void mayNotTakeAnIdOrAnEventThatIsTaken() throws IOException {
        Path same = write(
                "detections/iam-access-key-deleted.yaml",
                DETECTION.replace("iam-group-deleted", "iam-access-key-deleted").replace("make-group-again, ", ""));
        Path event = write(
                "detections/iam-group-deleted.yaml",
                DETECTION.replace("DeleteGroup", "DeleteAccessKey").replace("make-group-again, ", ""));

        assertThatThrownBy(this::produced)
                .isInstanceOf(InvalidCatalogue.class)
                .hasMessage("the catalogue is not valid: " + same
                        + ": id: iam-access-key-deleted is taken by another file; an id is never reused; " + event
                        + ": eventNames: DeleteAccessKey is claimed by iam-access-key-deleted already; one detection an"
                        + " event is allowed");
    }

    @Test
    void areRefusedInOneLineWhateverTheySay() throws IOException {
        write("detections/iam-group-deleted.yaml", DETECTION.replace("[make-group-again,", "[\"a\\nb\","));

        assertThatThrownBy(this::produced).isInstanceOf(InvalidCatalogue.class).hasMessageNotContaining("\n");
    }

    @Test
    void mayBeNothingElse() throws IOException {
        refused(directory.resolve("nowhere"), "a directory with the folders detections and remedies is allowed");
        Path stray = write("README.md", "x");
        refused(directory, stray + ": only the folders detections and remedies are allowed there");
        Files.delete(stray);
        Path folder = Files.createDirectories(directory.resolve("detection"));
        refused(directory, folder + ": only the folders detections and remedies are allowed there");
        Files.delete(folder);
        Path other = write("detections/iam-group-deleted.yml", DETECTION);
        refused(directory, other + ": only files whose names end in .yaml are allowed there");
        Files.delete(other);
        Path binary = write("detections/iam-group-deleted.yaml", "");
        Files.write(binary, new byte[] {(byte) 0xC3, 0x28});
        refused(directory, binary + ": text in UTF-8 is required");
    }

    private static void refused(Path directory, String allowed) {
        assertThatThrownBy(() -> OperatorFiles.read(directory.toString()))
                .isInstanceOf(InvalidSetting.class)
                .hasMessage("tamperwatch.catalogue-dir = \"" + directory + "\" is not valid: " + allowed);
    }

    private Path write(String name, String text) throws IOException {
        Path file = directory.resolve(name);
        Files.createDirectories(file.getParent());
        return Files.writeString(file, text);
    }

    private Catalogue produced() {
        return new CatalogueProducer().catalogue(new CatalogueConfig() {
            @Override
            public Optional<String> detections() {
                return Optional.of("all");
            }

            @Override
            public Optional<String> directory() {
                return Optional.of(directory.toString());
            }
        });
    }
}
