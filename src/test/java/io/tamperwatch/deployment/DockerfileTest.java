package io.tamperwatch.deployment;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.regex.MatchResult;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** The images of a release are built elsewhere, from what the Dockerfiles copy and no more. */
class DockerfileTest {

    private static final Path NATIVE = Path.of("k8s/image/Dockerfile");

    @Test
    void theBuilderGetsWhatThePomPackages() throws Exception {
        String pom = Files.readString(Path.of("pom.xml"));
        List<String> packaged = found(
                        "<resource>.*?<directory>(.+?)</directory>(?:\\s*<includes>\\s*<include>(.+?)</include>)?", pom)
                .map(match -> match.group(2) == null ? match.group(1) : match.group(1) + "/" + match.group(2))
                .filter(name -> !name.contains("$"))
                .toList();
        List<String> copied = copied(NATIVE);

        assertThat(packaged).contains("src/main/resources", "docs/openapi.yaml");
        assertThat(packaged).allSatisfy(name -> assertThat(copied).anyMatch(name::startsWith));
    }

    @ParameterizedTest
    @ValueSource(strings = {"k8s/image/Dockerfile", "k8s/image/Dockerfile.jvm"})
    void whatIsCopiedIsThereAndNotIgnored(String file) throws Exception {
        List<String> allowed = Files.readAllLines(Path.of(".dockerignore")).stream()
                .filter(line -> line.startsWith("!"))
                .map(line -> line.substring(1))
                .toList();

        assertThat(copied(Path.of(file)))
                .isNotEmpty()
                .allSatisfy(
                        name -> assertThat(allowed).anyMatch(each -> name.equals(each) || name.startsWith(each + "/")));
        assertThat(copied(Path.of(file)).stream().filter(name -> !name.startsWith("target/")))
                .allSatisfy(name -> assertThat(Path.of(name)).exists());
    }

    /** Sources of the COPY lines that are not from another stage. */
    private static List<String> copied(Path dockerfile) throws IOException {
        return Files.readAllLines(dockerfile).stream()
                .filter(line -> line.startsWith("COPY ") && !line.contains("--from="))
                .map(line -> line.replaceAll("--\\S+ ", "").split("\\s+"))
                .flatMap(words -> Stream.of(words).skip(1).limit(words.length - 2L))
                .toList();
    }

    private static Stream<MatchResult> found(String pattern, String text) {
        return Pattern.compile(pattern, Pattern.DOTALL).matcher(text).results();
    }
}
