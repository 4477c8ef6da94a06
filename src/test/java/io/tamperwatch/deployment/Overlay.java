package io.tamperwatch.deployment;

import static org.assertj.core.api.Assertions.assertThat;

import io.fabric8.kubernetes.api.model.Container;
import io.fabric8.kubernetes.api.model.HasMetadata;
import io.fabric8.kubernetes.api.model.PodSpec;
import io.fabric8.kubernetes.api.model.apps.Deployment;
import io.fabric8.kubernetes.api.model.apps.StatefulSet;
import java.util.List;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;

/** What {@code kubectl kustomize} makes of a directory. */
final class Overlay {

    private static final Map<String, Overlay> MADE = new ConcurrentHashMap<>();

    private final List<HasMetadata> objects;

    private Overlay(List<HasMetadata> objects) {
        this.objects = objects;
    }

    /** Skips the test where there is no kubectl that can. */
    static Overlay of(String directory) {
        Program kubectl = Program.required("kubectl");
        return MADE.computeIfAbsent(directory, added -> {
            String text = kubectl.run("kustomize", directory).successful();
            return new Overlay(Yaml.documents(text).stream().map(Manifest::read).toList());
        });
    }

    List<HasMetadata> objects() {
        return objects;
    }

    <T extends HasMetadata> List<T> all(Class<T> type) {
        return objects.stream().filter(type::isInstance).map(type::cast).toList();
    }

    <T extends HasMetadata> T only(Class<T> type) {
        List<T> all = all(type);
        assertThat(all).as(type.getSimpleName()).hasSize(1);
        return all.getFirst();
    }

    boolean has(Class<? extends HasMetadata> type, String name) {
        return all(type).stream()
                .anyMatch(object -> object.getMetadata().getName().equals(name));
    }

    PodSpec pod() {
        return all(StatefulSet.class).isEmpty()
                ? only(Deployment.class).getSpec().getTemplate().getSpec()
                : only(StatefulSet.class).getSpec().getTemplate().getSpec();
    }

    Container container() {
        assertThat(pod().getContainers()).hasSize(1);
        return pod().getContainers().getFirst();
    }
}
