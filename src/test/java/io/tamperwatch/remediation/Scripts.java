package io.tamperwatch.remediation;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.junit.jupiter.api.Assumptions.abort;

import io.tamperwatch.TestingPython;
import io.tamperwatch.emulator.AwsEmulator;
import java.io.File;
import java.io.IOException;
import java.net.URI;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.function.Function;
import java.util.regex.MatchResult;
import java.util.regex.Pattern;
import java.util.stream.Stream;

/** Runs scripts as their user does, in a folder of their own and with nobody there to answer. */
record Scripts(Path folder, URI aws) {

    /** One of the two ways to go. */
    enum Route {
        BASH("bash", Remediation::bash),
        PYTHON(TestingPython.interpreter(), Remediation::python);

        private final String interpreter;
        private final Function<Remediation, String> script;

        Route(String interpreter, Function<Remediation, String> script) {
            this.interpreter = interpreter;
            this.script = script;
        }

        /** Skips the test, loudly, where a program is missing. */
        void mustBeHere() throws IOException, InterruptedException {
            if (this == BASH) {
                needs("aws");
            } else {
                needsModule("boto3");
            }
        }
    }

    /** What a script wrote, and how it ended. */
    record Said(int status, String text) {

        private static final Pattern WAY_BACK =
                Pattern.compile("aws (?:iam|cloudtrail) [a-z-]+(?: --[a-z-]+ (?:'[^']*'|[^' ]+))*");

        /** The commands it printed to take back what it did, in the order printed. */
        List<String> waysBack() {
            return text.lines()
                    .filter(line -> line.startsWith("To take it back: ") || line.startsWith("to take it back: "))
                    .flatMap(line -> WAY_BACK.matcher(line).results())
                    .map(MatchResult::group)
                    .filter(command -> command.contains(" --") || command.endsWith("delete-account-password-policy"))
                    .distinct()
                    .toList();
        }
    }

    Said run(Remediation remediation, Route route, String... options) throws IOException, InterruptedException {
        return run(route, route.script.apply(remediation), List.of(options));
    }

    Said run(Route route, String script, List<String> options) throws IOException, InterruptedException {
        Path file = Files.createTempFile(folder, "remediation", "");
        Files.writeString(file, script);
        List<String> command = new ArrayList<>(List.of(route.interpreter, file.toString()));
        command.addAll(options);
        return said(command);
    }

    /** A command as somebody pastes it into a terminal. */
    Said paste(String command) throws IOException, InterruptedException {
        return said(List.of("bash", "-c", command));
    }

    private Said said(List<String> command) throws IOException, InterruptedException {
        ProcessBuilder builder = new ProcessBuilder(command)
                .directory(folder.toFile())
                .redirectInput(new File("/dev/null"))
                .redirectErrorStream(true);
        builder.environment().keySet().removeIf(name -> name.startsWith("AWS_"));
        // the AWS CLI is a Python program, and hundreds of them are started
        builder.environment().put("PATH", TestingPython.path());
        builder.environment()
                .putAll(Map.of(
                        "AWS_ENDPOINT_URL", aws.toString(),
                        "AWS_ACCESS_KEY_ID", AwsEmulator.ACCESS_KEY_ID,
                        "AWS_SECRET_ACCESS_KEY", AwsEmulator.SECRET_ACCESS_KEY,
                        "AWS_EC2_METADATA_DISABLED", "true",
                        "AWS_PAGER", "",
                        "AWS_REGION", "us-east-1",
                        "AWS_DEFAULT_REGION", "us-east-1",
                        "HOME", folder.toString(),
                        "AWS_MAX_ATTEMPTS", "1"));
        Process process = builder.start();
        String text = new String(process.getInputStream().readAllBytes(), UTF_8);
        return new Said(process.waitFor(), text);
    }

    static void needs(String program) {
        boolean isThere = Arrays.stream(System.getenv("PATH").split(File.pathSeparator, -1))
                .anyMatch(place -> Files.isExecutable(Path.of(place, program)));
        if (!isThere) {
            skip(program + " is not on the PATH");
        }
    }

    static void needsModule(String module) throws IOException, InterruptedException {
        needs("python3");
        Process process = new ProcessBuilder(TestingPython.interpreter(), "-c", "import " + module)
                .redirectErrorStream(true)
                .start();
        process.getInputStream().readAllBytes();
        if (process.waitFor() != 0) {
            skip(module + " is not installed");
        }
    }

    private static void skip(String why) {
        System.err.printf("SKIPPED: %s; remediation scripts were NOT tried%n", why);
        abort(why);
    }

    /** Options, with what only the user knows. */
    static String[] options(Map<String, String> given, String... more) {
        return Stream.concat(
                        Arrays.stream(more),
                        given.entrySet().stream().map(one -> "--set=" + one.getKey() + "=" + one.getValue()))
                .toArray(String[]::new);
    }
}
