/* Copyright the rqscheduler authors. Licensed under the Apache License, Version 2.0. */
package dev.rqscheduler;

import static com.tngtech.archunit.lang.syntax.ArchRuleDefinition.noClasses;
import static com.tngtech.archunit.library.Architectures.layeredArchitecture;

import com.tngtech.archunit.junit.AnalyzeClasses;
import com.tngtech.archunit.junit.ArchTest;
import com.tngtech.archunit.lang.ArchRule;

/** The packages of base and core and the direction of the arrows between them; docs/architecture.md draws the same. */
@AnalyzeClasses(packages = "dev.rqscheduler", importOptions = OwnClasses.class)
class LayersTest {

    @ArchTest
    static final ArchRule DEPENDENCIES_RUN_DOWNWARDS = layeredArchitecture()
            .consideringOnlyDependenciesInLayers()
            .layer("doors")
            .definedBy("dev.rqscheduler")
            .layer("client")
            .definedBy("dev.rqscheduler.internal.client")
            .layer("process")
            .definedBy("dev.rqscheduler.internal.process")
            .layer("diagnosis")
            .definedBy("dev.rqscheduler.internal.diagnosis")
            .layer("survey")
            .definedBy("dev.rqscheduler.internal.survey")
            .layer("store")
            .definedBy("dev.rqscheduler.internal.store")
            .layer("move")
            .definedBy("dev.rqscheduler.internal.move")
            .layer("run")
            .definedBy("dev.rqscheduler.internal.run")
            .layer("connection")
            .definedBy("dev.rqscheduler.internal.connection")
            .layer("tls")
            .definedBy("dev.rqscheduler.internal.tls")
            .layer("schedule")
            .definedBy("dev.rqscheduler.internal.schedule")
            .layer("job")
            .definedBy("dev.rqscheduler.internal.job")
            .layer("time")
            .definedBy("dev.rqscheduler.internal.time")
            .layer("text")
            .definedBy("dev.rqscheduler.internal.text")
            .layer("tzdata")
            .definedBy("dev.rqscheduler.internal.tzdata")
            .layer("wire")
            .definedBy("dev.rqscheduler.internal.wire..")
            .layer("api")
            .definedBy("dev.rqscheduler.api")
            .whereLayer("doors")
            .mayNotBeAccessedByAnyLayer()
            .whereLayer("client")
            .mayOnlyBeAccessedByLayers("doors")
            .whereLayer("process")
            .mayOnlyBeAccessedByLayers("doors")
            .whereLayer("diagnosis")
            .mayOnlyBeAccessedByLayers("doors")
            .whereLayer("survey")
            .mayOnlyBeAccessedByLayers("client", "diagnosis")
            .whereLayer("store")
            .mayOnlyBeAccessedByLayers("doors", "client", "process", "diagnosis", "survey")
            .whereLayer("move")
            .mayOnlyBeAccessedByLayers("doors", "client", "process", "diagnosis", "survey", "store")
            .whereLayer("run")
            .mayOnlyBeAccessedByLayers("doors", "client", "process", "diagnosis", "survey", "store")
            .whereLayer("connection")
            .mayOnlyBeAccessedByLayers("doors", "client", "process", "diagnosis", "survey", "store", "api")
            .whereLayer("tls")
            .mayOnlyBeAccessedByLayers("connection", "api")
            .whereLayer("schedule")
            .mayOnlyBeAccessedByLayers("doors", "client", "process", "diagnosis", "survey", "store", "run", "api")
            .whereLayer("job")
            .mayOnlyBeAccessedByLayers(
                    "doors", "client", "process", "diagnosis", "survey", "store", "move", "run", "schedule", "api")
            .whereLayer("text")
            .mayOnlyBeAccessedByLayers("client", "diagnosis", "api")
            .whereLayer("text")
            .mayOnlyAccessLayers("time", "api")
            .whereLayer("tzdata")
            .mayNotAccessAnyLayer()
            .whereLayer("wire")
            .mayOnlyAccessLayers("api")
            .whereLayer("time")
            .mayOnlyAccessLayers("tzdata", "api")
            .whereLayer("job")
            .mayOnlyAccessLayers("wire", "api")
            .whereLayer("schedule")
            .mayOnlyAccessLayers("job", "time", "wire", "api")
            .whereLayer("move")
            .mayOnlyAccessLayers("schedule", "job", "time", "wire", "api")
            .whereLayer("run")
            .mayOnlyAccessLayers("schedule", "job", "time", "wire", "api")
            .whereLayer("tls")
            .mayOnlyAccessLayers("api")
            .whereLayer("connection")
            .mayOnlyAccessLayers("tls", "wire", "api")
            .whereLayer("api")
            .mayOnlyAccessLayers("schedule", "job", "time", "wire", "text", "connection", "tls");

    @ArchTest
    static final ArchRule ONLY_THE_CONNECTION_KNOWS_THE_REDIS_CLIENT = noClasses()
            .that()
            .resideOutsideOfPackages("dev.rqscheduler.internal.connection", "dev.rqscheduler.internal.tls")
            .should()
            .dependOnClassesThat()
            .resideInAnyPackage("redis.clients..", "dev.rqscheduler.internal.shaded..");

    @ArchTest
    static final ArchRule PURE_PACKAGES_HAVE_NO_LOG_AND_NO_THREADS = noClasses()
            .that()
            .resideInAnyPackage(
                    "dev.rqscheduler.internal.move",
                    "dev.rqscheduler.internal.run",
                    "dev.rqscheduler.internal.schedule",
                    "dev.rqscheduler.internal.job",
                    "dev.rqscheduler.internal.text",
                    "dev.rqscheduler.internal.time",
                    "dev.rqscheduler.internal.wire..")
            .should()
            .dependOnClassesThat()
            .resideInAnyPackage("org.slf4j..", "java.util.concurrent.locks..");

    @ArchTest
    static final ArchRule THE_CLOCK_OF_THE_HOST_IS_NEVER_READ = noClasses()
            .should()
            .callMethod(System.class, "currentTimeMillis")
            .orShould()
            .callMethod(java.time.Instant.class, "now")
            .orShould()
            .callMethod(java.time.LocalDateTime.class, "now")
            .orShould()
            .callMethod(java.time.ZonedDateTime.class, "now");
}
