package io.crossdock.architecture;

import static com.tngtech.archunit.base.DescribedPredicate.describe;
import static com.tngtech.archunit.core.domain.JavaClass.Predicates.resideInAnyPackage;
import static com.tngtech.archunit.core.domain.JavaClass.Predicates.resideOutsideOfPackage;
import static com.tngtech.archunit.lang.syntax.ArchRuleDefinition.classes;
import static com.tngtech.archunit.lang.syntax.ArchRuleDefinition.noClasses;
import static com.tngtech.archunit.library.dependencies.SlicesRuleDefinition.slices;

import com.tngtech.archunit.core.domain.JavaClass;
import com.tngtech.archunit.core.importer.ImportOption;
import com.tngtech.archunit.junit.AnalyzeClasses;
import com.tngtech.archunit.junit.ArchTest;
import com.tngtech.archunit.lang.ArchRule;
import com.tngtech.archunit.library.dependencies.SliceAssignment;
import com.tngtech.archunit.library.dependencies.SliceIdentifier;
import java.util.List;
import java.util.Set;

/** Arrows point inward: canonical model, adapters.spi, adapters, hub. */
@AnalyzeClasses(packages = "io.crossdock", importOptions = ImportOption.DoNotIncludeTests.class)
class DependencyRulesTest {

    private static final String HUB = "io.crossdock.hub..";
    private static final String CAMEL = "org.apache.camel..";
    private static final String KAFKA = "org.apache.kafka..";
    private static final String CAPTURE = "io.crossdock.erp.capture..";
    private static final String[] ADAPTERS = {
        "io.crossdock.marketplaces..",
        "io.crossdock.pos..",
        "io.crossdock.wms..",
        "io.crossdock.carriers..",
        "io.crossdock.erp.."
    };

    @ArchTest
    static final ArchRule canonical_events_know_no_transport = classes()
            .that()
            .resideInAPackage("io.crossdock.canonical..")
            .should()
            .onlyDependOnClassesThat()
            .resideInAnyPackage(
                    "io.crossdock.canonical..",
                    "java..",
                    "jakarta.validation..",
                    "org.hibernate.validator..",
                    "com.fasterxml.jackson..")
            .because("the events outlive every transport: put what needs Camel, Kafka or an adapter into the hub or"
                    + " the adapter, and let it use the events");

    @ArchTest
    static final ArchRule the_spi_knows_only_the_events = classes()
            .that()
            .resideInAPackage("io.crossdock.spi..")
            .should()
            .onlyDependOnClassesThat()
            .resideInAnyPackage(
                    "io.crossdock.spi..",
                    "io.crossdock.canonical..",
                    "java..",
                    "javax.crypto..",
                    "com.fasterxml.jackson..")
            .because("an adapter must be testable without a broker or a route: put an interface here and its"
                    + " implementation into the hub");

    @ArchTest
    static final ArchRule adapters_know_neither_camel_nor_kafka_nor_the_hub = noClasses()
            .that(resideInAnyPackage(ADAPTERS).and(resideOutsideOfPackage(CAPTURE)))
            .should()
            .dependOnClassesThat()
            .resideInAnyPackage(HUB, CAMEL, KAFKA)
            .because("an adapter is pure: return canonical events, or a Request and read its Answer, and let the hub"
                    + " carry them (io.crossdock.spi.Api is the one door to the network)");

    @ArchTest
    static final ArchRule capture_knows_neither_camel_nor_the_hub = noClasses()
            .that()
            .resideInAPackage(CAPTURE)
            .should()
            .dependOnClassesThat()
            .resideInAnyPackage(
                    HUB, CAMEL, "org.apache.kafka.clients..", "org.apache.kafka.streams..", "org.apache.kafka.common..")
            .because("capture hands batches to a listener: let the hub implement the listener and write to Kafka");

    @ArchTest
    static final ArchRule connect_and_debezium_stay_in_capture = noClasses()
            .that()
            .resideOutsideOfPackage(CAPTURE)
            .should()
            .dependOnClassesThat()
            .resideInAnyPackage("org.apache.kafka.connect..", "io.debezium..")
            .because("Debezium is replaced in one place or not at all: turn its record into one of ours in"
                    + " io.crossdock.erp.capture and pass that on");

    @ArchTest
    static final ArchRule one_system_never_leans_on_another = slices().assignedFrom(system())
            .should()
            .notDependOnEachOther()
            .because("a system's adapter is changed or removed alone: copy the few lines, or put what all systems"
                    + " share into adapters/spi");

    @ArchTest
    static final ArchRule hub_packages_have_no_cycles = slices().matching("io.crossdock.hub.(*)..")
            .should()
            .beFreeOfCycles()
            .because("a cycle makes two packages one: move the type that both need to where the arrow ends, or let"
                    + " one of them declare an interface");

    @ArchTest
    static final ArchRule logs_go_through_slf4j = noClasses()
            .should()
            .dependOnClassesThat(resideInAnyPackage("java.util.logging..")
                    .or(describe(
                            "are another logging API",
                            type -> type.getPackageName().startsWith("org.apache.commons.logging")
                                    || type.getPackageName().startsWith("org.apache.log4j"))))
            .because("operations configure one logger: use org.slf4j.Logger");

    @ArchTest
    static final ArchRule only_the_command_line_prints = noClasses()
            .that(resideOutsideOfPackage("io.crossdock.hub.cli..").and(resideOutsideOfPackage("io.crossdock.demo..")))
            .should()
            .accessField(System.class, "out")
            .orShould()
            .accessField(System.class, "err")
            .because("a service has no terminal: log through SLF4J, or return the text to the command that prints it");

    @ArchTest
    static final ArchRule nothing_sleeps = noClasses()
            .should()
            .callMethod(Thread.class, "sleep", long.class)
            .orShould()
            .callMethod(Thread.class, "sleep", java.time.Duration.class)
            .because("a sleep cannot be stopped and is too long or too short: wait on a condition, a queue's poll, or"
                    + " a ScheduledExecutorService");

    /** Each system's package is a slice; the ERP layer is one, since it is one adapter whatever the ERP. */
    private static SliceAssignment system() {
        Set<String> families = Set.of("marketplaces", "pos", "wms", "carriers");
        return new SliceAssignment() {
            @Override
            public SliceIdentifier getIdentifierOf(JavaClass type) {
                List<String> names = List.of(type.getPackageName().split("\\."));
                if (names.size() > 2 && names.get(2).equals("erp")) {
                    return SliceIdentifier.of("erp");
                }
                return names.size() > 2 && families.contains(names.get(2))
                        ? SliceIdentifier.of(String.join(".", names.subList(2, Math.min(4, names.size()))))
                        : SliceIdentifier.ignore();
            }

            @Override
            public String getDescription() {
                return "systems";
            }
        };
    }
}
