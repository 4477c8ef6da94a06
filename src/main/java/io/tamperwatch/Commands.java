package io.tamperwatch;

import io.tamperwatch.alert.TestAlert;
import io.tamperwatch.catalogue.InvalidCatalogue;
import io.tamperwatch.catalogue.Severity;
import io.tamperwatch.setting.InvalidSetting;
import io.tamperwatch.web.NewToken;
import java.io.IOException;
import java.io.InputStream;
import java.io.PrintWriter;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.security.SecureRandom;
import java.time.Clock;
import java.util.Arrays;
import java.util.List;
import picocli.CommandLine;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Model.OptionSpec;
import picocli.CommandLine.Model.PositionalParamSpec;
import picocli.CommandLine.ParseResult;

/** What can be typed after the program's name. Built without annotations, so that nothing is read by reflection. */
final class Commands {

    /** Returned when the service has run: its end is its own business. */
    static final int SERVED = -1;

    private static final List<String> SEVERITIES =
            Arrays.stream(Severity.values()).map(Severity::label).toList();

    private static final String NAME_PARAMETER = "<name>";

    private Commands() {}

    /** @param serve runs the service until it is stopped */
    static CommandLine of(Runnable serve) {
        CommandSpec root = spec(
                        "tamperwatch",
                        "Watches AWS CloudTrail for events that remove or weaken a credential"
                                + " anchor in IAM. Without a command it runs the service.")
                .addOption(OptionSpec.builder("-V", "--version")
                        .versionHelp(true)
                        .description("Show the version.")
                        .build())
                .version("tamperwatch " + version())
                .addSubcommand(
                        "serve", spec("serve", "Runs the service. Settings are configuration keys, never arguments."))
                .addSubcommand("token", token())
                .addSubcommand("alert", alert())
                .addSubcommand("scan", scan());
        return new CommandLine(root).setExecutionStrategy(parsed -> execute(parsed, serve));
    }

    private static CommandSpec token() {
        return spec("token", "Makes a token for the API, and prints it once with the configuration that lets it in.")
                .addPositional(PositionalParamSpec.builder()
                        .paramLabel(NAME_PARAMETER)
                        .index("0")
                        .type(String.class)
                        .required(true)
                        .description("Who it is for: lower-case letters and digits.")
                        .build())
                .addOption(OptionSpec.builder("--role")
                        .paramLabel("<role>")
                        .type(String.class)
                        .defaultValue("viewer")
                        .description("viewer (default; no raw records), responder or admin.")
                        .build());
    }

    private static CommandSpec alert() {
        CommandSpec test = spec(
                        "test",
                        "Sends a test alert the whole way, to each Alertmanager and to the webhook, and says how it"
                                + " went: exit code 0 when everybody took it, 1 when somebody did not.")
                .addOption(OptionSpec.builder("--severity")
                        .paramLabel("<severity>")
                        .type(String.class)
                        .defaultValue("critical")
                        .description(
                                "The label by which Alertmanager decides whom to tell: critical (default) to info.")
                        .build());
        return spec("alert", "About alerts.").addSubcommand("test", test);
    }

    private static CommandSpec scan() {
        CommandSpec scan = spec(
                "scan",
                "Reads CloudTrail log files and tells what the detections find in them. Asks nothing of AWS but"
                        + " for objects in S3, and stores nothing.");
        ScanOptions.addTo(scan);
        return scan;
    }

    private static CommandSpec spec(String name, String description) {
        CommandSpec spec = CommandSpec.create()
                .name(name)
                .addOption(OptionSpec.builder("-h", "--help")
                        .usageHelp(true)
                        .description("Show this help.")
                        .build());
        spec.usageMessage().description(description);
        return spec;
    }

    private static int execute(ParseResult parsed, Runnable serve) {
        Integer helped = CommandLine.executeHelpRequest(parsed);
        if (helped != null) {
            return helped;
        }
        String command =
                parsed.hasSubcommand() ? parsed.subcommand().commandSpec().name() : "serve";
        return switch (command) {
            case "token" -> makeToken(parsed.subcommand());
            case "alert" -> testAlert(parsed.subcommand());
            case "scan" -> scan(parsed.subcommand());
            default -> {
                serve.run();
                yield SERVED;
            }
        };
    }

    private static int testAlert(ParseResult alert) {
        CommandLine command = alert.commandSpec().commandLine();
        if (!alert.hasSubcommand()) {
            throw new CommandLine.ParameterException(command, "Missing required subcommand: test");
        }
        String severity =
                alert.subcommand().commandSpec().findOption("--severity").getValue();
        if (!SEVERITIES.contains(severity)) {
            throw new CommandLine.ParameterException(command, "--severity is one of " + String.join(", ", SEVERITIES));
        }
        try {
            TestAlert test = new TestAlert(CommandSettings.read(Path.of(""))::value);
            if (!test.hasReceivers()) {
                command.getErr()
                        .println("Nobody to tell: set tamperwatch.alertmanager.urls or tamperwatch.webhook.url");
                return CommandLine.ExitCode.USAGE;
            }
            boolean told = test.send(severity, Clock.systemUTC().instant(), command.getOut());
            return told ? CommandLine.ExitCode.OK : CommandLine.ExitCode.SOFTWARE;
        } catch (InvalidSetting e) {
            command.getErr().println(e.getMessage());
            return CommandLine.ExitCode.USAGE;
        }
    }

    private static int scan(ParseResult parsed) {
        CommandLine command = parsed.commandSpec().commandLine();
        try {
            return new ScanCommand(
                            new ScanOptions(parsed),
                            System.in,
                            command.getOut(),
                            command.getErr(),
                            Clock.systemUTC(),
                            Terminal.isStandardError())
                    .run(CommandSettings.read(Path.of(""))::value, version());
        } catch (InvalidSetting | InvalidCatalogue e) {
            command.getErr().println(e.getMessage());
            return CommandLine.ExitCode.USAGE;
        }
    }

    private static int makeToken(ParseResult parsed) {
        CommandLine command = parsed.commandSpec().commandLine();
        String name = parsed.matchedPositionalValue(0, "");
        String role = parsed.commandSpec().findOption("--role").getValue();
        try {
            tell(NewToken.make(name, role, new SecureRandom()), command.getOut());
            return CommandLine.ExitCode.OK;
        } catch (InvalidSetting e) {
            command.getErr().println(e.getMessage());
            return CommandLine.ExitCode.USAGE;
        }
    }

    private static void tell(NewToken token, PrintWriter out) {
        out.printf(
                "The token of %s, with the role %s. It is shown this once and kept nowhere:%n%n",
                token.name(), token.role());
        out.printf("  %s%n%n", token.text());
        out.printf("The service lets it in with these lines in its configuration file:%n%n");
        indented(token.properties(), out);
        out.printf("%nor with these environment variables:%n%n");
        indented(token.environment(), out);
        out.printf("%nCallers send the header \"Authorization: Bearer <the token>\".%n");
        out.flush();
    }

    private static void indented(List<String> lines, PrintWriter out) {
        lines.forEach(line -> out.printf("  %s%n", line));
    }

    private static String version() {
        try (InputStream resource = Commands.class.getResourceAsStream("/tamperwatch.version")) {
            return resource == null ? "unknown" : new String(resource.readAllBytes(), StandardCharsets.UTF_8).strip();
        } catch (IOException e) {
            return "unknown";
        }
    }
}
