package io.tamperwatch.blackbox;

import io.tamperwatch.deployment.Program;
import io.tamperwatch.emulator.AwsEmulator;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.atomic.AtomicInteger;

/** The product in a container with as few rights as the manifests give it, its data on a volume. */
final class Container implements AutoCloseable {

    private static final AtomicInteger NUMBERS = new AtomicInteger();

    private final Podman podman;
    private final String name;
    private final LaunchedService service;

    private Container(Podman podman, String name, LaunchedService service) {
        this.podman = podman;
        this.name = name;
        this.service = service;
    }

    /** Podman as far as it works where there is neither systemd nor a registry. */
    record Podman(Program program) {

        private static final List<String> ALWAYS = List.of("--runtime=runc", "--cgroup-manager=cgroupfs");

        static Podman required() {
            Program.required("runc");
            return new Podman(Program.required("podman"));
        }

        Program.Run run(String... arguments) {
            return program.run(with(arguments));
        }

        List<String> with(String... arguments) {
            List<String> all = new ArrayList<>(ALWAYS);
            all.addAll(List.of(arguments));
            return all;
        }
    }

    /**
     * Starts it and waits until it has started.
     *
     * @param output a directory for what it writes
     */
    static Container start(Podman podman, String image, String volume, AwsEmulator aws, Path output) {
        String name = volume + "-" + NUMBERS.incrementAndGet();
        int api = Ports.free();
        int management = Ports.free();
        List<String> command = podman.with("run", "--rm", "--name=" + name, "--volume=" + volume + ":/data");
        command.addAll(RESTRICTED);
        command.addAll(environment(aws));
        command.add(image);
        // the heap's own bound is more than this container may have
        command.add("-Xmx64m");
        command.addAll(settings(api, management));
        command.addFirst(podman.program().file().toString());
        LaunchedProcess process = LaunchedProcess.of(new ProcessBuilder(command), output.resolve(name));
        Container container = new Container(podman, name, new LaunchedService(process, api, management));
        try {
            container.service.awaitStarted();
            return container;
        } catch (RuntimeException | Error e) {
            container.close();
            throw e;
        }
    }

    /** The limits are given since podman's own may be above those of whoever runs the tests. */
    private static final List<String> RESTRICTED = List.of(
            "--network=host",
            "--read-only",
            "--user=65532",
            "--cap-drop=all",
            "--security-opt=no-new-privileges",
            "--memory=128m",
            "--tmpfs=/tmp",
            "--ulimit=nofile=1024:1024",
            "--ulimit=nproc=1024:1024");

    private static List<String> environment(AwsEmulator aws) {
        return List.of(
                "--env=AWS_ENDPOINT_URL=" + aws.url(),
                "--env=AWS_REGION=us-east-1",
                "--env=AWS_ACCESS_KEY_ID=" + AwsEmulator.ACCESS_KEY_ID,
                "--env=AWS_SECRET_ACCESS_KEY=" + AwsEmulator.SECRET_ACCESS_KEY,
                "--env=AWS_EC2_METADATA_DISABLED=true");
    }

    private static List<String> settings(int api, int management) {
        return List.of(
                "-Dtamperwatch.security.mode=none",
                "-Dtamperwatch.poll.every=1s",
                "-Dtamperwatch.poll.budget=100",
                "-Dtamperwatch.detections=" + Records.CERTIFICATE + "," + Records.CLIENT_ID,
                "-Dquarkus.http.host=127.0.0.1",
                "-Dquarkus.http.port=" + api,
                "-Dquarkus.management.host=127.0.0.1",
                "-Dquarkus.management.port=" + management);
    }

    LaunchedService service() {
        return service;
    }

    /** What the kernel knows of the process in it. */
    String status() {
        String pid = podman.run("inspect", "--format={{.State.Pid}}", name)
                .successful()
                .strip();
        return Program.required("cat").run("/proc/" + pid + "/status").successful();
    }

    /** SIGKILL to the process in it. */
    void kill() {
        podman.run("kill", "--signal=KILL", name).successful();
        service.awaitEnd();
    }

    /** SIGTERM to the process in it. */
    Ended terminate() {
        podman.run("kill", "--signal=TERM", name).successful();
        return service.awaitEnd();
    }

    @Override
    public void close() {
        podman.run("rm", "--force", "--time=0", "--ignore", name);
        service.close();
    }
}
