package io.tamperwatch;

import io.quarkus.runtime.ApplicationLifecycleManager;
import io.quarkus.runtime.Quarkus;
import io.quarkus.runtime.annotations.QuarkusMain;
import java.io.PrintStream;
import java.io.PrintWriter;
import java.nio.charset.StandardCharsets;
import org.jspecify.annotations.Nullable;

/** Where the process begins: runs a command, or the service. */
@QuarkusMain
public final class Main {

    private Main() {}

    /** @param args see {@link Commands} */
    public static void main(String... args) {
        CarrierThreads.provide();
        if (args.length == 0) {
            // what most do: without making the commands, which takes time
            serve(args);
            return;
        }
        int exitCode = Commands.of(() -> serve(args))
                .setOut(text(System.out))
                .setErr(text(System.err))
                .execute(args);
        if (exitCode != Commands.SERVED) {
            System.exit(exitCode);
        }
    }

    /** Whatever the surroundings say text is written in: what commands write is read by programs too. */
    private static PrintWriter text(PrintStream stream) {
        return new PrintWriter(stream, true, StandardCharsets.UTF_8);
    }

    private static void serve(String... args) {
        try {
            Quarkus.run(null, Main::ended, args);
        } catch (Throwable failure) {
            ended(1, failure);
        }
    }

    /** @param failure null when the service was stopped and did not fail */
    private static void ended(int exitCode, @Nullable Throwable failure) {
        if (failure != null) {
            StartFailure.tell(failure, UnknownSettings.all(), System.err);
        }
        // Ends the process; in dev mode it waits for the next change instead.
        ApplicationLifecycleManager.getDefaultExitCodeHandler().accept(exitCode, failure);
    }
}
