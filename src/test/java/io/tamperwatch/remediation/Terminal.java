package io.tamperwatch.remediation;

import static java.nio.charset.StandardCharsets.UTF_8;

import io.tamperwatch.TestingPython;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;

/**
 * An interactive bash on a terminal, into which lines are pasted. In its folder stands an {@code aws} that writes down where and
 * how it is called, and belongs to the account that {@code ACCOUNT} names.
 */
record Terminal(Path folder) {

    private static final String AWS = """
        #!/bin/bash
        case "$2" in get-caller-identity) echo "$ACCOUNT"; exit ;; esac
        printf '%s' "${AWS_REGION-no Region}" >> calls
        printf ' [%s]' "$@" >> calls
        echo >> calls
        case "$2" in "$DENIED") echo AccessDenied >&2; exit 254 ;; esac
        """;

    /** Pastes one text after another, each when the prompt is there again, and ends with a question that only bash answers. */
    private static final String PASTE = """
        import os, pty, select, sys
        child, terminal = pty.fork()
        if child == 0:
            os.environ.update(PS1='READY> ', TERM='dumb', HISTFILE='/dev/null')
            os.execvp('bash', ['bash', '--norc', '--noprofile', '-i'])
        shown, seen = b'', 0
        def until(mark):
            global shown, seen
            while mark not in shown[seen:]:
                ready, _, _ = select.select([terminal], [], [], 60)
                if not ready:
                    sys.exit('it waits for ' + ascii(mark) + ' and has ' + ascii(shown[seen:]))
                shown += os.read(terminal, 4096)
            seen = shown.index(mark, seen) + len(mark)
        until(b'READY> ')
        for name in sys.argv[1:]:
            with open(name, 'rb') as text:
                os.write(terminal, text.read() + b'\\n')
            until(b'READY> ')
            os.write(terminal, b'printf "still %s\\\\n" here\\n')
            until(b'still here')
            until(b'READY> ')
        sys.stdout.buffer.write(shown)
        """;

    /** What the terminal showed; fails where bash is gone or waits for something. */
    String paste(String account, List<String> texts) throws IOException, InterruptedException {
        Path aws = aws();
        String[] command = new String[texts.size() + 3];
        command[0] = TestingPython.interpreter();
        command[1] = "-c";
        command[2] = PASTE;
        for (int i = 0; i < texts.size(); i++) {
            Path text = folder.resolve("paste-" + i);
            Files.writeString(text, texts.get(i));
            command[i + 3] = text.toString();
        }
        return run(aws, account, "", command).text();
    }

    /** A text as bash reads it from a file, with nobody there to answer. */
    Scripts.Said bash(String account, String denied, String text, String... options)
            throws IOException, InterruptedException {
        Path script = folder.resolve("script");
        Files.writeString(script, text);
        String[] command = new String[options.length + 2];
        command[0] = "bash";
        command[1] = script.toString();
        System.arraycopy(options, 0, command, 2, options.length);
        return run(aws(), account, denied, command);
    }

    /** The calls beside the question for the account: the Region, then each word. */
    List<String> calls() throws IOException {
        Path calls = folder.resolve("calls");
        return Files.exists(calls) ? Files.readAllLines(calls) : List.of();
    }

    private Path aws() throws IOException {
        Path aws = folder.resolve("aws");
        Files.writeString(aws, AWS);
        aws.toFile().setExecutable(true);
        return aws;
    }

    private Scripts.Said run(Path aws, String account, String denied, String... command)
            throws IOException, InterruptedException {
        ProcessBuilder builder = new ProcessBuilder(command)
                .directory(folder.toFile())
                .redirectInput(Path.of("/dev/null").toFile())
                .redirectErrorStream(true);
        builder.environment().keySet().removeIf(name -> name.startsWith("AWS_"));
        builder.environment().put("PATH", aws.getParent() + ":" + System.getenv("PATH"));
        builder.environment().put("ACCOUNT", account);
        builder.environment().put("DENIED", denied);
        Process process = builder.start();
        String text = new String(process.getInputStream().readAllBytes(), UTF_8).replace("\r\n", "\n");
        int status = process.waitFor();
        if (command[0].equals(TestingPython.interpreter()) && status != 0) {
            throw new AssertionError(text);
        }
        return new Scripts.Said(status, text);
    }
}
