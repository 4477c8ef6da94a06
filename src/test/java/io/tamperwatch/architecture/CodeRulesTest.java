package io.tamperwatch.architecture;

import static com.tngtech.archunit.base.DescribedPredicate.describe;
import static com.tngtech.archunit.lang.syntax.ArchRuleDefinition.classes;
import static com.tngtech.archunit.lang.syntax.ArchRuleDefinition.methods;
import static com.tngtech.archunit.lang.syntax.ArchRuleDefinition.noClasses;
import static com.tngtech.archunit.lang.syntax.ArchRuleDefinition.noFields;
import static org.assertj.core.api.Assertions.assertThat;

import com.tngtech.archunit.base.DescribedPredicate;
import com.tngtech.archunit.core.domain.AccessTarget.CodeUnitAccessTarget;
import com.tngtech.archunit.core.domain.JavaAccess;
import com.tngtech.archunit.core.domain.JavaAnnotation;
import com.tngtech.archunit.core.domain.JavaClass;
import com.tngtech.archunit.core.domain.JavaMethod;
import com.tngtech.archunit.core.domain.JavaPackage;
import com.tngtech.archunit.lang.ArchCondition;
import com.tngtech.archunit.lang.ConditionEvents;
import com.tngtech.archunit.lang.SimpleConditionEvent;
import io.quarkus.security.Authenticated;
import io.quarkus.security.PermissionsAllowed;
import jakarta.annotation.security.DenyAll;
import jakarta.annotation.security.PermitAll;
import jakarta.annotation.security.RolesAllowed;
import jakarta.inject.Inject;
import jakarta.ws.rs.HttpMethod;
import jakarta.ws.rs.core.Context;
import java.time.Clock;
import java.util.Date;
import java.util.List;
import java.util.Set;
import java.util.stream.Stream;
import org.eclipse.microprofile.config.inject.ConfigProperty;
import org.jspecify.annotations.NullMarked;
import org.junit.jupiter.api.Test;

/** How the product's code is written, as far as a compiler does not see to it. */
class CodeRulesTest {

    private static final List<Class<?>> WHO_MAY_CALL =
            List.of(RolesAllowed.class, PermitAll.class, DenyAll.class, Authenticated.class, PermissionsAllowed.class);

    @Test
    void timeComesFromAnInjectedClock() {
        noClasses()
                .that()
                .resideOutsideOfPackage(Product.ROOT)
                .should()
                .accessTargetWhere(readTheSystemsClock())
                .because("a test cannot wait ninety days; the root makes the one clock and everybody else is given it")
                .check(Product.CLASSES);
    }

    @Test
    void dependenciesComeThroughConstructors() {
        noFields()
                .should()
                .beAnnotatedWith(Inject.class)
                .orShould()
                .beAnnotatedWith(ConfigProperty.class)
                .orShould()
                .beAnnotatedWith(Context.class)
                .because("an object is whole once constructed, in a test as in the product")
                .check(Product.CLASSES);
    }

    @Test
    void namesSayWhatATypeIs() {
        // "Service" alone is a thing here: one of AWS's services.
        noClasses()
                .should()
                .haveNameMatching(".*[.$](\\w*(Impl|Utils?|Helper|Manager|Dto|DTO)|\\w+Service|Abstract[A-Z]\\w*)")
                .because("such a name fits anything, hence says nothing; name the role and the technology")
                .check(Product.CLASSES);
    }

    @Test
    void everyPackageIsNullMarked() {
        Stream<String> unmarked = Product.packages().stream()
                .map(name -> Product.CLASSES.getPackage(Product.ROOT + "." + name))
                .flatMap(parent -> Stream.concat(Stream.of(parent), parent.getSubpackagesInTree().stream()))
                .filter(one -> !one.getClasses().isEmpty() && !one.isAnnotatedWith(NullMarked.class))
                .map(JavaPackage::getName);
        assertThat(unmarked)
                .as("NullAway checks nothing in a package whose package-info lacks @NullMarked")
                .isEmpty();
        assertThat(Product.CLASSES.getPackage(Product.ROOT).isAnnotatedWith(NullMarked.class))
                .isTrue();
    }

    @Test
    void everyRestMethodIsPublic() {
        methods()
                .that(answerRequests())
                .should()
                .bePublic()
                .because("Quarkus leaves out a REST method that is not public, and answers 404 without a word")
                .allowEmptyShould(true)
                .check(Product.CLASSES);
    }

    @Test
    void everyRestMethodSaysWhoMayCallIt() {
        methods()
                .that(answerRequests())
                .should()
                .beAnnotatedWith(saysWhoMayCall())
                .orShould()
                .beDeclaredInClassesThat(describe(
                        "say who may call them",
                        type -> type.getAnnotations().stream().anyMatch(saysWhoMayCall())))
                .because("a call nobody has thought about must not be open to everybody")
                .allowEmptyShould(true)
                .check(Product.CLASSES);
    }

    @Test
    void onlyTheCommandLinePrints() {
        noClasses()
                .that()
                .resideOutsideOfPackage(Product.ROOT)
                .should()
                .accessTargetWhere(describe(
                        "standard output is used outside a main method",
                        access -> !isMain(access)
                                && access.getTargetOwner().isEquivalentTo(System.class)
                                && Set.of("out", "err").contains(access.getName())))
                .orShould()
                .callMethodWhere(describe(
                        "a stack trace is printed", call -> call.getName().equals("printStackTrace")))
                .because("logs are read by machines: one JSON object a line, nothing beside it")
                .check(Product.CLASSES);
    }

    @Test
    void everybodyLogsTheSameWay() {
        // A filter on log lines cannot be written without the types it filters.
        noClasses()
                .that()
                .doNotHaveSimpleName("OneLineMessages")
                .should()
                .dependOnClassesThat()
                .resideInAnyPackage("java.util.logging..", "org.slf4j..", "org.apache..", "io.quarkus.logging..")
                .because("one logger, org.jboss.logging, is configured and known to work natively")
                .check(Product.CLASSES);
    }

    @Test
    void beansAndValuesAreNotInherited() {
        classes()
                .that()
                .areTopLevelClasses()
                .and()
                .areNotInterfaces()
                .should(haveNoParentInTheProduct())
                .because("composition keeps each class readable on its own")
                .check(Product.CLASSES);
    }

    private static ArchCondition<JavaClass> haveNoParentInTheProduct() {
        return new ArchCondition<JavaClass>("have no parent class in the product") {
            @Override
            public void check(JavaClass type, ConditionEvents events) {
                type.getRawSuperclass()
                        .filter(Product::isOurs)
                        .ifPresent(parent -> events.add(
                                SimpleConditionEvent.violated(type, type.getName() + " extends " + parent.getName())));
            }
        };
    }

    private static DescribedPredicate<JavaMethod> answerRequests() {
        return describe("answer HTTP requests", method -> method.isMetaAnnotatedWith(HttpMethod.class));
    }

    private static DescribedPredicate<JavaAnnotation<?>> saysWhoMayCall() {
        return describe(
                "says who may call",
                annotation -> WHO_MAY_CALL.stream()
                        .anyMatch(known -> annotation.getRawType().isEquivalentTo(known)));
    }

    /** Calls and method references alike. */
    private static DescribedPredicate<JavaAccess<?>> readTheSystemsClock() {
        return describe(
                "the system's clock is read",
                access -> !isMain(access)
                        && (isNow(access)
                                || access.getTargetOwner().isEquivalentTo(Date.class)
                                || isOneOf(access, System.class, "currentTimeMillis")
                                || isOneOf(access, Clock.class, "systemUTC", "systemDefaultZone", "system")));
    }

    private static boolean isNow(JavaAccess<?> access) {
        return access.getName().equals("now")
                && access.getTargetOwner().getPackageName().startsWith("java.time")
                && access.getTarget() instanceof CodeUnitAccessTarget target
                && target.getRawParameterTypes().stream().noneMatch(type -> type.isEquivalentTo(Clock.class));
    }

    private static boolean isOneOf(JavaAccess<?> access, Class<?> owner, String... names) {
        return access.getTargetOwner().isEquivalentTo(owner) && Set.of(names).contains(access.getName());
    }

    /** The emulator can be started alone; its main method is a root of its own. */
    private static boolean isMain(JavaAccess<?> access) {
        return access.getOrigin().getName().equals("main")
                && access.getOriginOwner().getPackageName().startsWith(Product.ROOT + "." + Product.EMULATOR);
    }
}
