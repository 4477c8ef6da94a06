package io.tamperwatch.architecture;

import com.tngtech.archunit.base.DescribedPredicate;
import com.tngtech.archunit.core.domain.JavaClass;
import com.tngtech.archunit.core.domain.JavaClasses;
import com.tngtech.archunit.core.importer.ClassFileImporter;
import com.tngtech.archunit.core.importer.Location;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Set;
import java.util.TreeSet;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** The product's classes and the packages they are in, as docs/ARCHITECTURE.md draws them. */
public final class Product {

    static final String ROOT = "io.tamperwatch";

    /** Each may use those before it. */
    static final List<String> CONCEPTS = List.of(
            "setting",
            "series",
            "job",
            "replica",
            "event",
            "catalogue",
            "finding",
            "account",
            "inventory",
            "detect",
            "assess",
            "posture",
            "remediation",
            "session",
            "rights",
            "evidence",
            "export",
            "watch",
            "queue");

    /** Each may use every concept and no other edge. */
    static final List<String> EDGES = List.of("aws", "store", "alert", "web", "scan");

    /** Plays AWS in dev mode and in tests. */
    static final String EMULATOR = "emulator";

    private static final Path TEST_SOURCES = Path.of("src/test/java");
    private static final Pattern CLASS_FILE =
            Pattern.compile(".*/(" + ROOT.replace('.', '/') + "/[^$]+)(\\$.*)?\\.class");

    public static final JavaClasses CLASSES =
            new ClassFileImporter().withImportOption(Product::isNoTest).importPackages(ROOT);

    private Product() {}

    /**
     * Wherever a build puts its classes, tests are those whose source is among the tests' sources, and what JMH writes around
     * its benchmarks.
     */
    private static boolean isNoTest(Location location) {
        if (location.contains("/jmh_generated/")) {
            return false;
        }
        Matcher file = CLASS_FILE.matcher(location.asURI().toString());
        return !file.matches() || !Files.exists(TEST_SOURCES.resolve(file.group(1) + ".java"));
    }

    /** The names of the packages there are, the root left out. */
    static Set<String> packages() {
        Set<String> names = new TreeSet<>();
        CLASSES.forEach(type -> names.add(packageOf(type)));
        names.remove("");
        return names;
    }

    /** Everything in this package of the product and below it. */
    static String in(String name) {
        return ROOT + "." + name + "..";
    }

    static DescribedPredicate<JavaClass> in(List<String> names) {
        return DescribedPredicate.describe("are in " + names, type -> isOurs(type) && names.contains(packageOf(type)));
    }

    static boolean isOurs(JavaClass type) {
        String name = type.getPackageName();
        return name.equals(ROOT) || name.startsWith(ROOT + ".");
    }

    /** The first part of the package's name behind the root's; empty for the root itself. */
    static String packageOf(JavaClass type) {
        String name = type.getPackageName();
        return name.equals(ROOT) ? "" : name.substring(ROOT.length() + 1).split("\\.", 2)[0];
    }
}
