package io.tamperwatch.deployment;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

import com.fasterxml.jackson.databind.node.ObjectNode;
import io.fabric8.kubernetes.api.model.ConfigMap;
import io.fabric8.kubernetes.api.model.Container;
import io.fabric8.kubernetes.api.model.ContainerPort;
import io.fabric8.kubernetes.api.model.EnvVar;
import io.fabric8.kubernetes.api.model.HasMetadata;
import io.fabric8.kubernetes.api.model.PersistentVolumeClaim;
import io.fabric8.kubernetes.api.model.PodSpec;
import io.fabric8.kubernetes.api.model.PodTemplateSpec;
import io.fabric8.kubernetes.api.model.Service;
import io.fabric8.kubernetes.api.model.ServiceAccount;
import io.fabric8.kubernetes.api.model.ServicePort;
import io.fabric8.kubernetes.api.model.Volume;
import io.fabric8.kubernetes.api.model.apps.Deployment;
import io.fabric8.kubernetes.api.model.apps.StatefulSet;
import io.fabric8.kubernetes.api.model.networking.v1.Ingress;
import io.fabric8.kubernetes.api.model.networking.v1.NetworkPolicy;
import io.fabric8.kubernetes.api.model.policy.v1.PodDisruptionBudget;
import io.fabric8.openshift.api.model.monitoring.v1.PrometheusRule;
import io.fabric8.openshift.api.model.monitoring.v1.ServiceMonitor;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** The manifests are what Kubernetes understands, hang together, and run with as few rights as there are. */
class ManifestsTest {

    private static final String EMBEDDED = "k8s/overlays/embedded";
    private static final String POSTGRESQL = "k8s/overlays/postgresql";
    private static final String PRODUCTION = "k8s/examples/production";

    /** Whoever installs it makes these. */
    private static final Set<String> SECRETS =
            Set.of("tamperwatch-tokens", "tamperwatch-postgresql", "tamperwatch-tls");

    @ParameterizedTest
    @ValueSource(strings = {EMBEDDED, POSTGRESQL, PRODUCTION})
    void theClusterUnderstandsEveryField(String directory) {
        assertThat(Overlay.of(directory).objects()).hasSizeGreaterThan(4);
    }

    /** They are in no overlay above: an overlay has one kind of rules or the other. */
    @Test
    void theClusterUnderstandsTheRulesForPush() {
        PrometheusRule rules = (PrometheusRule) Manifest.read(Yaml.file(Alerts.RULE_PUSH));

        assertThat(rules.getSpec().getGroups())
                .extracting(group -> group.getName())
                .containsExactly("tamperwatch");
    }

    /** The check itself: it would be of no use if it let a slip pass. */
    @Test
    void aMisspeltFieldAMistypedValueAndAnUnknownKindAreNoticed() {
        ObjectNode monitor = (ObjectNode) Yaml.file(Path.of("k8s/components/servicemonitor/servicemonitor.yaml"));
        ((ObjectNode) monitor.at("/spec/endpoints/0")).put("intervall", "30s");
        assertThatExceptionOfType(AssertionError.class)
                .isThrownBy(() -> Manifest.read(monitor))
                .withMessageContaining("endpoints[].intervall");

        ObjectNode pod = (ObjectNode) Yaml.file(Path.of("k8s/components/pod/pod.yaml"));
        ((ObjectNode) pod.at("/spec/template/spec/containers/0/livenessProbe")).put("periodSeconds", "ten");
        assertThatExceptionOfType(AssertionError.class).isThrownBy(() -> Manifest.read(pod));
        ((ObjectNode) pod.at("/spec/template/spec/containers/0"))
                .putArray("env")
                .addObject()
                .put("name", "A")
                .put("value", 1);
        assertThatExceptionOfType(AssertionError.class).isThrownBy(() -> Manifest.read(pod));

        assertThatExceptionOfType(AssertionError.class)
                .isThrownBy(() -> Manifest.read(Yaml.text("{kind: Deploiment}")));
        assertThatExceptionOfType(AssertionError.class)
                .isThrownBy(() -> Manifest.read(Yaml.text("{apiVersion: apps/v2, kind: Deployment}")));
    }

    /** https://kubernetes.io/docs/concepts/security/pod-security-standards, level restricted, and what we add to it. */
    @ParameterizedTest
    @ValueSource(strings = {EMBEDDED, POSTGRESQL, PRODUCTION})
    void thePodIsRestricted(String directory) {
        PodSpec pod = Overlay.of(directory).pod();
        Container container = Overlay.of(directory).container();

        assertThat(Stream.of(pod.getHostNetwork(), pod.getHostPID(), pod.getHostIPC()))
                .containsOnlyNulls();
        assertThat(pod.getInitContainers()).isEmpty();
        assertThat(pod.getVolumes()).extracting(Volume::getHostPath).containsOnlyNulls();
        assertThat(pod.getVolumes()).extracting(Volume::getEmptyDir).doesNotContainNull();
        assertThat(pod.getSecurityContext().getRunAsNonRoot()).isTrue();
        assertThat(pod.getSecurityContext().getRunAsUser()).isEqualTo(65532);
        assertThat(pod.getSecurityContext().getSeccompProfile().getType()).isEqualTo("RuntimeDefault");
        assertThat(container.getSecurityContext().getAllowPrivilegeEscalation()).isFalse();
        assertThat(container.getSecurityContext().getPrivileged()).isNull();
        assertThat(container.getSecurityContext().getReadOnlyRootFilesystem()).isTrue();
        assertThat(container.getSecurityContext().getCapabilities().getDrop()).containsExactly("ALL");
        assertThat(container.getSecurityContext().getCapabilities().getAdd()).isEmpty();
        assertThat(container.getPorts()).extracting(ContainerPort::getHostPort).containsOnlyNulls();
        assertThat(pod.getAutomountServiceAccountToken()).isFalse();
        assertThat(pod.getEnableServiceLinks()).isFalse();
        assertThat(container.getResources().getRequests()).containsOnlyKeys("cpu", "memory");
        assertThat(container.getResources().getLimits()).containsOnlyKeys("memory");
    }

    @ParameterizedTest
    @ValueSource(strings = {EMBEDDED, POSTGRESQL, PRODUCTION})
    void everythingThatIsNamedIsThere(String directory) {
        Overlay overlay = Overlay.of(directory);
        Container container = overlay.container();
        List<String> configMaps = new ArrayList<>();
        List<String> secrets = new ArrayList<>();
        container.getEnvFrom().forEach(from -> {
            if (from.getConfigMapRef() != null) {
                configMaps.add(from.getConfigMapRef().getName());
            }
            if (from.getSecretRef() != null) {
                secrets.add(from.getSecretRef().getName());
            }
        });
        container.getEnv().stream()
                .map(variable -> variable.getValueFrom().getSecretKeyRef().getName())
                .forEach(secrets::add);
        overlay.all(Ingress.class)
                .forEach(ingress -> ingress.getSpec().getTls().forEach(tls -> secrets.add(tls.getSecretName())));

        assertThat(configMaps).hasSize(1).allMatch(name -> overlay.has(ConfigMap.class, name));
        assertThat(secrets).contains("tamperwatch-tokens").isSubsetOf(SECRETS);
        assertThat(overlay.has(ServiceAccount.class, overlay.pod().getServiceAccountName()))
                .isTrue();
        assertThat(container.getVolumeMounts())
                .allMatch(mount -> volumes(overlay).contains(mount.getName()));
        assertThat(ports(overlay)).containsExactlyInAnyOrder("http", "management");
        assertThat(namedPorts(overlay)).isNotEmpty().allMatch(ports(overlay)::contains);
        assertThat(overlay.all(StatefulSet.class))
                .allMatch(set -> overlay.has(Service.class, set.getSpec().getServiceName()));
        assertThat(overlay.all(Ingress.class).stream()
                        .flatMap(ingress -> ingress.getSpec().getRules().stream())
                        .flatMap(rule -> rule.getHttp().getPaths().stream())
                        .map(path -> path.getBackend().getService()))
                .allMatch(backend -> overlay.has(Service.class, backend.getName())
                        && backend.getPort().getName().equals("http"));
    }

    private static Set<String> volumes(Overlay overlay) {
        return Stream.concat(
                        overlay.pod().getVolumes().stream().map(Volume::getName),
                        overlay.all(StatefulSet.class).stream()
                                .flatMap(set -> set.getSpec().getVolumeClaimTemplates().stream())
                                .map(claim -> claim.getMetadata().getName()))
                .collect(Collectors.toSet());
    }

    private static Set<String> ports(Overlay overlay) {
        return overlay.container().getPorts().stream()
                .map(ContainerPort::getName)
                .collect(Collectors.toSet());
    }

    /** Whatever speaks of a port of the pod by its name. */
    private static List<String> namedPorts(Overlay overlay) {
        Container container = overlay.container();
        List<String> named = new ArrayList<>();
        Stream.of(container.getStartupProbe(), container.getLivenessProbe(), container.getReadinessProbe())
                .forEach(probe -> named.add(probe.getHttpGet().getPort().getStrVal()));
        overlay.only(Service.class)
                .getSpec()
                .getPorts()
                .forEach(port -> named.add(port.getTargetPort().getStrVal()));
        overlay.only(NetworkPolicy.class)
                .getSpec()
                .getIngress()
                .forEach(rule ->
                        rule.getPorts().forEach(port -> named.add(port.getPort().getStrVal())));
        return named;
    }

    @ParameterizedTest
    @ValueSource(strings = {EMBEDDED, POSTGRESQL, PRODUCTION})
    void everySelectorSelectsThePod(String directory) {
        Overlay overlay = Overlay.of(directory);
        Map<String, String> labels = template(overlay).getMetadata().getLabels();
        List<Map<String, String>> selectors = new ArrayList<>();
        selectors.add(overlay.only(Service.class).getSpec().getSelector());
        selectors.add(
                overlay.only(NetworkPolicy.class).getSpec().getPodSelector().getMatchLabels());
        overlay.all(Deployment.class)
                .forEach(one -> selectors.add(one.getSpec().getSelector().getMatchLabels()));
        overlay.all(StatefulSet.class)
                .forEach(one -> selectors.add(one.getSpec().getSelector().getMatchLabels()));
        overlay.all(PodDisruptionBudget.class)
                .forEach(one -> selectors.add(one.getSpec().getSelector().getMatchLabels()));
        overlay.pod()
                .getTopologySpreadConstraints()
                .forEach(one -> selectors.add(one.getLabelSelector().getMatchLabels()));

        assertThat(selectors)
                .isNotEmpty()
                .allSatisfy(selector -> assertThat(labels).isNotEmpty().containsAllEntriesOf(selector));
    }

    private static PodTemplateSpec template(Overlay overlay) {
        return overlay.all(StatefulSet.class).isEmpty()
                ? overlay.only(Deployment.class).getSpec().getTemplate()
                : overlay.only(StatefulSet.class).getSpec().getTemplate();
    }

    @Test
    void theEmbeddedStoreIsOneProcessOnAVolume() {
        Overlay overlay = Overlay.of(EMBEDDED);
        StatefulSet set = overlay.only(StatefulSet.class);

        assertThat(set.getSpec().getReplicas()).isEqualTo(1);
        assertThat(set.getSpec().getVolumeClaimTemplates())
                .singleElement()
                .extracting(PersistentVolumeClaim::getSpec)
                .satisfies(claim -> assertThat(claim.getAccessModes()).containsExactly("ReadWriteOnce"));
        String mounted = overlay.container().getVolumeMounts().stream()
                .filter(mount -> mount.getName().equals("data"))
                .findFirst()
                .orElseThrow()
                .getMountPath();
        assertThat(overlay.only(ConfigMap.class).getData())
                .containsEntry("TAMPERWATCH_STORE", "embedded")
                .containsEntry("TAMPERWATCH_DATA_DIR", mounted);
    }

    @Test
    void onPostgresqlTwoReplicasShareTheAccountsAndOneMayAlwaysGo() {
        Overlay overlay = Overlay.of(POSTGRESQL);
        Deployment deployment = overlay.only(Deployment.class);
        assertThat(deployment.getSpec().getReplicas()).isEqualTo(2);
        assertThat(overlay.only(ConfigMap.class).getData())
                .as("leases see to the budget")
                .containsEntry("TAMPERWATCH_STORE", "postgresql")
                .doesNotContainKey("TAMPERWATCH_POLL_BUDGET");
        assertThat(overlay.only(PodDisruptionBudget.class)
                        .getSpec()
                        .getMinAvailable()
                        .getIntVal())
                .isEqualTo(1);
        assertThat(overlay.pod().getTopologySpreadConstraints()).hasSize(2);
        assertThat(overlay.container().getEnv())
                .extracting(EnvVar::getName)
                .containsExactlyInAnyOrder(
                        "TAMPERWATCH_POSTGRESQL_USERNAME",
                        "TAMPERWATCH_POSTGRESQL_PASSWORD",
                        "TAMPERWATCH_SECURITY_SESSION_KEY");
    }

    @Test
    void prometheusFindsTheServiceAndNamesTheJobAsTheRulesExpect() {
        Overlay overlay = Overlay.of(PRODUCTION);
        ServiceMonitor monitor = overlay.only(ServiceMonitor.class);
        Service service = overlay.only(Service.class);

        assertThat(service.getMetadata().getLabels())
                .containsAllEntriesOf(monitor.getSpec().getSelector().getMatchLabels())
                .containsEntry(monitor.getSpec().getJobLabel(), "tamperwatch");
        assertThat(service.getSpec().getPorts())
                .extracting(ServicePort::getName)
                .contains(monitor.getSpec().getEndpoints().getFirst().getPort());
        assertThat(overlay.only(PrometheusRule.class).getSpec().getGroups()).hasSize(2);
    }

    @Test
    void whatIsInANamespaceIsInItsOwn() {
        List<HasMetadata> objects = Overlay.of(PRODUCTION).objects();

        assertThat(objects)
                .filteredOn(object -> !object.getKind().equals("Namespace"))
                .allMatch(object -> "tamperwatch".equals(object.getMetadata().getNamespace()));
    }
}
