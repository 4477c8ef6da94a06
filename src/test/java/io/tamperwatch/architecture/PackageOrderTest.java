package io.tamperwatch.architecture;

import static com.tngtech.archunit.lang.syntax.ArchRuleDefinition.classes;
import static com.tngtech.archunit.lang.syntax.ArchRuleDefinition.noClasses;
import static org.assertj.core.api.Assertions.assertThat;

import com.tngtech.archunit.core.domain.JavaClass;
import com.tngtech.archunit.lang.ArchCondition;
import com.tngtech.archunit.lang.ConditionEvents;
import com.tngtech.archunit.lang.SimpleConditionEvent;
import io.quarkus.smallrye.openapi.OpenApiFilter;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import java.util.TreeSet;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import org.junit.jupiter.api.Test;

/** Which package may use which. */
class PackageOrderTest {

    @Test
    void everyPackageHasAPlaceInTheOrder() {
        List<String> known = new ArrayList<>(Product.CONCEPTS);
        known.addAll(Product.EDGES);
        known.add(Product.EMULATOR);
        assertThat(known)
                .as("a package nobody has placed could use everything and be used by everything")
                .containsAll(Product.packages());
    }

    @Test
    void aConceptUsesOnlyConceptsBeforeIt() {
        for (int i = 0; i < Product.CONCEPTS.size(); i++) {
            classes()
                    .that()
                    .resideInAPackage(Product.in(Product.CONCEPTS.get(i)))
                    .should(useOfTheProductOnly(Product.CONCEPTS.subList(0, i + 1)))
                    .because("a concept is understood from what stands before it, and can be tested without the rest")
                    .allowEmptyShould(true)
                    .check(Product.CLASSES);
        }
    }

    @Test
    void anEdgeUsesConceptsAndNoOtherEdge() {
        List<String> edges = new ArrayList<>(Product.EDGES);
        edges.add(Product.EMULATOR);
        for (String edge : edges) {
            List<String> allowed = new ArrayList<>(Product.CONCEPTS);
            allowed.add(edge);
            classes()
                    .that()
                    .resideInAPackage(Product.in(edge))
                    .should(useOfTheProductOnly(allowed))
                    .because("edges meet through the ports of the concepts, so that each can be replaced alone")
                    .allowEmptyShould(true)
                    .check(Product.CLASSES);
        }
    }

    @Test
    void nobodyUsesTheEmulator() {
        noClasses()
                .that()
                .resideOutsideOfPackage(Product.in(Product.EMULATOR))
                .should()
                .dependOnClassesThat()
                .resideInAPackage(Product.in(Product.EMULATOR))
                .because("it is taken out of the packaged product, where a use of it would be a missing class")
                .check(Product.CLASSES);
    }

    @Test
    void theAwsSdkIsUsedInItsEdgeOnly() {
        onlyIn("aws", "software.amazon..");
    }

    @Test
    void databasesAreUsedInTheirEdgeOnly() {
        onlyIn(
                "store",
                "java.sql..",
                "javax.sql..",
                "io.agroal..",
                "org.flywaydb..",
                "org.sqlite..",
                "org.postgresql..");
    }

    @Test
    void restIsUsedInItsEdgeOnly() {
        onlyIn("web", "jakarta.ws.rs..", "org.jboss.resteasy..", "io.vertx..");
    }

    private static void onlyIn(String edge, String... technology) {
        noClasses()
                .that()
                .resideOutsideOfPackage(Product.in(edge))
                .should()
                .dependOnClassesThat()
                .resideInAnyPackage(technology)
                .because("technology stays at the edges: a concept knows what it needs, not who provides it")
                .check(Product.CLASSES);
    }

    @Test
    void anEdgeShowsNothingThatNobodyNeeds() {
        classes()
                .that(Product.in(Product.EDGES))
                .and()
                .arePublic()
                .and()
                .areTopLevelClasses()
                // made by the generator of the API's document, which is outside
                .and()
                .areNotAnnotatedWith(OpenApiFilter.class)
                .should(beUsedOutsideItsPackage())
                .because("what an edge shows, others begin to lean on")
                .allowEmptyShould(true)
                .check(Product.CLASSES);
    }

    @Test
    void theDecisionIsPure() {
        noClasses()
                .that()
                .resideInAPackage(Product.in("detect"))
                .should()
                .dependOnClassesThat()
                .haveFullyQualifiedName("java.time.Clock")
                .orShould()
                .dependOnClassesThat()
                .resideInAnyPackage("java.net.http..", "java.nio.file..", "java.util.concurrent..")
                .because("the same record and catalogue must always make the same finding")
                .check(Product.CLASSES);
    }

    @Test
    void theArchitectureDocumentListsThePackagesThereAre() throws IOException {
        String text = Files.readString(Path.of("docs/ARCHITECTURE.md"));
        Set<String> listed = Pattern.compile("^\\| `([a-z]+)/` \\|", Pattern.MULTILINE)
                .matcher(text)
                .results()
                .map(row -> row.group(1))
                .collect(Collectors.toCollection(TreeSet::new));
        assertThat(listed).as("docs/ARCHITECTURE.md is where a newcomer begins").isEqualTo(Product.packages());
    }

    private static ArchCondition<JavaClass> useOfTheProductOnly(List<String> allowed) {
        return new ArchCondition<>("use, of the product, only " + allowed) {
            @Override
            public void check(JavaClass type, ConditionEvents events) {
                type.getDirectDependenciesFromSelf().stream()
                        .filter(use -> Product.isOurs(use.getTargetClass())
                                && !allowed.contains(Product.packageOf(use.getTargetClass())))
                        .forEach(use -> events.add(SimpleConditionEvent.violated(use, use.getDescription())));
            }
        };
    }

    private static ArchCondition<JavaClass> beUsedOutsideItsPackage() {
        return new ArchCondition<>("be used outside its package") {
            @Override
            public void check(JavaClass type, ConditionEvents events) {
                boolean used = type.getDirectDependenciesToSelf().stream()
                        .anyMatch(use -> !use.getOriginClass().getPackageName().equals(type.getPackageName()));
                events.add(new SimpleConditionEvent(
                        type, used, type.getName() + " is public and only used in its own package"));
            }
        };
    }
}
