package dev.holdfast.verify.architecture;

import static com.tngtech.archunit.lang.syntax.ArchRuleDefinition.classes;
import static com.tngtech.archunit.lang.syntax.ArchRuleDefinition.noClasses;

import com.tngtech.archunit.core.domain.JavaClass;
import com.tngtech.archunit.lang.ArchCondition;
import com.tngtech.archunit.lang.ArchRule;
import com.tngtech.archunit.lang.ConditionEvents;
import com.tngtech.archunit.lang.SimpleConditionEvent;
import com.tngtech.archunit.library.dependencies.SlicesRuleDefinition;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.stream.Stream;
import org.jspecify.annotations.NullMarked;

/** Every law of the code base. A new named place is added here, in the ban it is an exception to, and nowhere else. */
final class Laws {
    private static final Set<String> NOW = Set.of("now");
    private static final Set<String> CONSTRUCTOR = Set.of("<init>");
    private static final Set<String> ANY = Set.of("*");

    private Laws() {}

    static Stream<Law> all() {
        return Stream.of(
                new Law("core knows nothing above it", Laws::coreIsAtTheBottom, List.of("KnowsTheStorage")),
                new Law("storage knows core alone", Laws::storageKnowsCoreAlone, List.of("KnowsTheClient", "KnowsTheEngine")),
                new Law("control knows core alone", Laws::controlKnowsCoreAlone, List.of("DecidesByTheServer")),
                new Law("control is pure", Laws::controlIsPure, List.of("ReadsItsFlags")),
                new Law("engine knows core alone", Laws::engineKnowsCoreAlone, List.of("GoesAroundTheInterfaces")),
                new Law("client does not know the server", Laws::clientIsApart, List.of("CallsTheServer")),
                new Law("server does not know the client", Laws::serverIsApart, List.of("CallsTheClient")),
                new Law("flags for Java know control and core alone", Laws::flagsAreForEverybody, List.of("AsksTheServerInProcess")),
                new Law("main code does not use the test kit", Laws::testkitIsForTests, List.of("UsesTheTestkit")),
                new Law("packages form no cycle", Laws::noCycles, List.of("There", "Back")),
                new Law("every package says what null means", Laws::nullMarked, List.of("Anything")),
                new Law("names say something", Laws::namesSaySomething, List.of("PackManager")),
                new Law("core opens no files", Laws::coreOpensNoFiles, List.of("OpensFiles")),
                new Law("clocks are handed in", root -> clock(root).rule(), List.of("AsksTheClock")),
                new Law("randomness is handed in", root -> randomness(root).rule(), List.of("ThrowsDice")),
                new Law("only the command line ends the process", root -> exit(root).rule(), List.of("EndsTheProcess")),
                new Law("only the command line talks to the console", root -> console(root).rule(), List.of("TalksToTheConsole")),
                new Law("threads are handed in", root -> threads(root).rule(), List.of("StartsThreads")));
    }

    private static ArchRule coreIsAtTheBottom(String root) {
        return apart(root, "core", "engine", "storage", "control", "client", "server", "program");
    }

    private static ArchRule storageKnowsCoreAlone(String root) {
        return apart(root, "storage", "engine", "control", "client", "server", "program");
    }

    private static ArchRule controlKnowsCoreAlone(String root) {
        return apart(root, "control", "engine", "storage", "client", "server", "program");
    }

    private static ArchRule engineKnowsCoreAlone(String root) {
        return apart(root, "engine", "storage", "control", "client", "server", "program");
    }

    private static ArchRule clientIsApart(String root) {
        return apart(root, "client", "server", "program");
    }

    private static ArchRule serverIsApart(String root) {
        return apart(root, "server", "client", "program");
    }

    private static ArchRule flagsAreForEverybody(String root) {
        return apart(root, "flags", "engine", "storage", "client", "server", "program");
    }

    private static ArchRule apart(String root, String module, String... others) {
        return noClasses()
                .that()
                .resideInAPackage(root + "." + module + "..")
                .should()
                .dependOnClassesThat()
                .resideInAnyPackage(Stream.of(others).map(other -> root + "." + other + "..").toArray(String[]::new))
                .because("dependencies point one way: core <- {engine, storage, control} <- {client, server} <- program")
                .allowEmptyShould(true);
    }

    private static ArchRule testkitIsForTests(String root) {
        return noClasses()
                .that()
                .resideInAnyPackage(
                        root + ".core..", root + ".engine..", root + ".storage..", root + ".control..", root + ".client..", root + ".server..", root + ".program..")
                .should()
                .dependOnClassesThat()
                .resideInAPackage(root + ".testkit..")
                .because("what is shipped must not need what only tests have")
                .allowEmptyShould(true);
    }

    private static ArchRule noCycles(String root) {
        return SlicesRuleDefinition.slices()
                .matching(root + ".(**)")
                .should()
                .beFreeOfCycles()
                .because("a package that needs its user cannot be understood alone; move the shared part below both")
                .allowEmptyShould(true);
    }

    private static ArchRule nullMarked(String root) {
        ArchCondition<JavaClass> condition = new ArchCondition<>("live in a @NullMarked package") {
            @Override
            public void check(JavaClass type, ConditionEvents events) {
                boolean marked = type.getPackage().isAnnotatedWith(NullMarked.class);
                events.add(new SimpleConditionEvent(type, marked, type.getName() + " is in a package without @NullMarked"));
            }
        };
        return classes().that().resideInAPackage(root + "..").should(condition).because("null is decided per package, in its package-info.java");
    }

    private static ArchRule namesSaySomething(String root) {
        return noClasses()
                .that()
                .resideInAPackage(root + "..")
                .should()
                .haveSimpleNameEndingWith("Util")
                .orShould()
                .haveSimpleNameEndingWith("Utils")
                .orShould()
                .haveSimpleNameEndingWith("Manager")
                .orShould()
                .haveSimpleNameEndingWith("Helper")
                .orShould()
                .haveSimpleNameEndingWith("Impl")
                .because("a class is named after what it is");
    }

    private static ArchRule coreOpensNoFiles(String root) {
        return noClasses()
                .that()
                .resideInAPackage(root + ".core..")
                .should()
                .dependOnClassesThat()
                .haveNameMatching("java\\.(nio\\.file\\.Files|nio\\.channels\\.FileChannel|io\\.(File|RandomAccessFile|File.*Stream))")
                .because("core is pure; files belong to the modules above")
                .allowEmptyShould(true);
    }

    private static ArchRule controlIsPure(String root) {
        return noClasses()
                .that()
                .resideInAPackage(root + ".control..")
                .should()
                .dependOnClassesThat()
                .haveNameMatching("java\\.(nio\\.file\\..*|nio\\.channels\\..*|io\\.(File|RandomAccessFile|File.*Stream)|net\\..*|sql\\..*)")
                .because("decisions are functions of what is handed in; files, connections and tables belong to the server and the SDKs")
                .allowEmptyShould(true);
    }

    private static Ban clock(String root) {
        return new Ban(
                "the machine's clock",
                Map.ofEntries(
                        Map.entry("java.lang.System", Set.of("currentTimeMillis", "nanoTime")),
                        Map.entry("java.lang.Thread", Set.of("sleep")),
                        Map.entry("java.time.Instant", NOW),
                        Map.entry("java.time.LocalDate", NOW),
                        Map.entry("java.time.LocalTime", NOW),
                        Map.entry("java.time.LocalDateTime", NOW),
                        Map.entry("java.time.OffsetDateTime", NOW),
                        Map.entry("java.time.ZonedDateTime", NOW),
                        Map.entry("java.time.Clock", Set.of("systemUTC", "systemDefaultZone", "system")),
                        Map.entry("java.util.Date", CONSTRUCTOR)),
                List.of(root + ".core.time.."),
                "a simulator must own time; take a dev.holdfast.core.time.Clock in the constructor");
    }

    private static Ban randomness(String root) {
        return new Ban(
                "the machine's randomness",
                Map.of(
                        "java.util.Random", CONSTRUCTOR,
                        "java.util.SplittableRandom", CONSTRUCTOR,
                        "java.security.SecureRandom", Set.of("<init>", "getInstance", "getInstanceStrong"),
                        "java.util.concurrent.ThreadLocalRandom", Set.of("current"),
                        "java.util.random.RandomGenerator", Set.of("of", "getDefault"),
                        "java.lang.Math", Set.of("random"),
                        "java.util.UUID", Set.of("randomUUID")),
                List.of(root + ".core.time..", root + ".testkit.."),
                "a simulator must own randomness; take a dev.holdfast.core.time.Entropy in the constructor");
    }

    private static Ban exit(String root) {
        return new Ban(
                "the end of the process",
                Map.of("java.lang.System", Set.of("exit"), "java.lang.Runtime", Set.of("exit", "halt")),
                List.of(root + ".client.cli..", root + ".program.."),
                "only the command line decides the exit code; throw a HoldfastException");
    }

    private static Ban console(String root) {
        return new Ban(
                "the console",
                Map.of("java.lang.System", Set.of("out", "err", "in", "console")),
                List.of(root + ".client.cli..", root + ".program..", root + ".testkit.."),
                "only the command line talks to people; return a value or report to an observer");
    }

    private static Ban threads(String root) {
        return new Ban(
                "threads of its own",
                Map.of(
                        "java.util.concurrent.Executors", ANY,
                        "java.util.concurrent.ThreadPoolExecutor", CONSTRUCTOR,
                        "java.util.concurrent.ScheduledThreadPoolExecutor", CONSTRUCTOR,
                        "java.util.concurrent.ForkJoinPool", Set.of("<init>", "commonPool"),
                        "java.util.concurrent.CompletableFuture", Set.of("supplyAsync", "runAsync"),
                        "java.util.Timer", CONSTRUCTOR,
                        "java.lang.Thread", Set.of("<init>", "ofVirtual", "ofPlatform", "startVirtualThread")),
                List.of(root + ".engine.work..", root + ".client.cli..", root + ".server.work..", root + ".flags.work..", root + ".program..", root + ".testkit.."),
                "a simulator must own scheduling; take an executor or thread factory in the constructor");
    }
}
