package io.pilothouse.kernel;

import static com.tngtech.archunit.lang.syntax.ArchRuleDefinition.noClasses;
import static com.tngtech.archunit.library.Architectures.layeredArchitecture;
import static com.tngtech.archunit.library.dependencies.SlicesRuleDefinition.slices;
import static org.junit.jupiter.api.Assertions.assertTrue;

import com.tngtech.archunit.core.domain.JavaClasses;
import com.tngtech.archunit.core.importer.ClassFileImporter;
import com.tngtech.archunit.core.importer.ImportOption;
import com.tngtech.archunit.lang.ArchRule;
import java.io.IOException;
import java.net.URI;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.SecureRandom;
import java.time.Clock;
import java.time.Instant;
import java.time.InstantSource;
import java.util.Random;
import java.util.UUID;
import java.util.stream.Stream;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.slf4j.Logger;

/** The walls between the kernel's rooms that the module system cannot hold. */
class ArchitectureTest {
    private static final String ROOT = "io.pilothouse.kernel";

    private static JavaClasses kernel;

    @BeforeAll
    static void read() {
        kernel = new ClassFileImporter().withImportOption(ImportOption.Predefined.DO_NOT_INCLUDE_TESTS)
                .importPackages(ROOT);
    }

    /** Without this, an importer that finds nothing would satisfy every rule. */
    @Test
    void everyClassIsLookedAt() throws IOException, ClassNotFoundException {
        Path classes = Path.of(URI.create(Class.forName(ROOT + ".boot.KernelPrograms").getProtectionDomain()
                .getCodeSource().getLocation().toString()));
        try (Stream<Path> files = Files.walk(classes)) {
            long there = files.map(Path::toString).filter(name -> name.endsWith(".class"))
                    .filter(name -> !name.endsWith("-info.class")).count();
            assertTrue(there > 300 && kernel.size() >= there, kernel.size() + " of " + there + " classes");
        }
        for (String room : new String[]{"model", "state", "access", "command", "commit", "journal", "audit", "net",
            "replication",
            "plugin", "admission", "config", "ops", "migration", "outbound", "identity", "follow", "boot"}) {
            assertTrue(kernel.stream().anyMatch(each -> each.getPackageName().startsWith(ROOT + "." + room)), room);
        }
    }

    @Test
    void roomsHaveNoCycles() {
        slices().matching(ROOT + ".(*)..").should().beFreeOfCycles().check(kernel);
    }

    @Test
    void roomsSeeOnlyWhatIsBelow() {
        layeredArchitecture().consideringOnlyDependenciesInAnyPackage(ROOT + "..")
                .layer("model").definedBy(ROOT + ".model..")
                .layer("state").definedBy(ROOT + ".state..")
                .layer("access").definedBy(ROOT + ".access..")
                .layer("command").definedBy(ROOT + ".command..")
                .layer("journal").definedBy(ROOT + ".journal..")
                .layer("commit").definedBy(ROOT + ".commit..")
                .layer("audit").definedBy(ROOT + ".audit..")
                .layer("migration").definedBy(ROOT + ".migration..")
                .layer("net").definedBy(ROOT + ".net..")
                .layer("replication").definedBy(ROOT + ".replication..")
                .layer("ops").definedBy(ROOT + ".ops..")
                .layer("config").definedBy(ROOT + ".config..")
                .layer("plugin").definedBy(ROOT + ".plugin..")
                .layer("admission").definedBy(ROOT + ".admission..")
                .layer("outbound").definedBy(ROOT + ".outbound..")
                .layer("identity").definedBy(ROOT + ".identity..")
                .layer("follow").definedBy(ROOT + ".follow..")
                .layer("boot").definedBy(ROOT + ".boot..")
                .whereLayer("model").mayNotAccessAnyLayer()
                .whereLayer("state").mayOnlyAccessLayers("model")
                .whereLayer("access").mayOnlyAccessLayers("model", "state")
                .whereLayer("command").mayOnlyAccessLayers("model", "state", "access")
                .whereLayer("journal").mayOnlyAccessLayers("model", "state")
                .whereLayer("commit").mayOnlyAccessLayers("model", "state", "access", "command", "journal")
                .whereLayer("audit").mayOnlyAccessLayers("model", "state", "access", "command", "commit", "journal")
                .whereLayer("migration").mayOnlyAccessLayers("model", "state", "journal")
                .whereLayer("net").mayOnlyAccessLayers("model", "access", "commit")
                .whereLayer("replication")
                .mayOnlyAccessLayers("model", "state", "access", "command", "commit", "journal",
                        "migration", "net")
                .whereLayer("ops").mayOnlyAccessLayers("model", "state", "access", "commit", "net", "replication")
                .whereLayer("config").mayNotAccessAnyLayer()
                .whereLayer("plugin").mayOnlyAccessLayers("config")
                .whereLayer("admission").mayOnlyAccessLayers("plugin", "config")
                .whereLayer("outbound").mayNotAccessAnyLayer()
                .whereLayer("identity")
                .mayOnlyAccessLayers("model", "state", "access", "command", "commit", "plugin")
                .whereLayer("follow")
                .mayOnlyAccessLayers("model", "state", "access", "command", "commit", "journal", "plugin")
                .whereLayer("boot").mayNotBeAccessedByAnyLayer()
                .check(kernel);
    }

    /** What a handler decides must follow from its arguments, or a replay could not be trusted. */
    @Test
    void rulesHaveNoClockNoChanceNoLockNoLogAndNoFiles() {
        ArchRule rule = noClasses().that().resideInAnyPackage(ROOT + ".command..", ROOT + ".model..")
                .should().dependOnClassesThat().areAssignableTo(Clock.class)
                .orShould().dependOnClassesThat().areAssignableTo(InstantSource.class)
                .orShould().dependOnClassesThat().areAssignableTo(Random.class)
                .orShould().dependOnClassesThat().areAssignableTo(SecureRandom.class)
                .orShould().dependOnClassesThat().areAssignableTo(Logger.class)
                .orShould().dependOnClassesThat().areAssignableTo(Thread.class)
                .orShould().dependOnClassesThat().resideInAnyPackage("java.util.concurrent.locks..",
                        "java.nio.file..", "java.net.http..", "java.sql..")
                .orShould().callMethod(System.class, "currentTimeMillis")
                .orShould().callMethod(System.class, "nanoTime")
                .orShould().callMethod(UUID.class, "randomUUID")
                .orShould().callMethod(Instant.class, "now");
        rule.check(kernel);
    }

    @Test
    void librariesStayInTheirRooms() {
        only("..plugin..", "org.pf4j..");
        noClasses().that().resideOutsideOfPackage(ROOT + ".boot..").should().dependOnClassesThat()
                .resideInAPackage("com.google.inject..").check(kernel);
        noClasses().that().resideOutsideOfPackages(ROOT + ".net..", ROOT + ".outbound..").should()
                .dependOnClassesThat().resideInAPackage("io.netty..").check(kernel);
        only("..access..", "com.amazon.corretto..");
        only("..access..", "org.bouncycastle.math..");
        only("..access..", "org.bouncycastle.crypto..");
        noClasses().that().resideOutsideOfPackages(ROOT + ".access..", ROOT + ".net..").should().dependOnClassesThat()
                .resideInAPackage("org.bouncycastle..").check(kernel);
        only("..ops..", "io.prometheus..");
        noClasses().should().dependOnClassesThat().resideInAnyPackage("org.sqlite..", "java.sql..").check(kernel);
    }

    private static void only(String room, String library) {
        noClasses().that().resideOutsideOfPackage(room).should().dependOnClassesThat().resideInAPackage(library)
                .check(kernel);
    }
}
