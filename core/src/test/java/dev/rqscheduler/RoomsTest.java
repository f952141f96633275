/* Copyright the rqscheduler authors. Licensed under the Apache License, Version 2.0. */
package dev.rqscheduler;

import static com.tngtech.archunit.lang.syntax.ArchRuleDefinition.noClasses;
import static com.tngtech.archunit.library.Architectures.layeredArchitecture;

import com.tngtech.archunit.core.importer.ImportOption;
import com.tngtech.archunit.junit.AnalyzeClasses;
import com.tngtech.archunit.junit.ArchTest;
import com.tngtech.archunit.lang.ArchRule;

/** The rooms of the house and the direction of the arrows between them; docs/architecture.md draws the same. */
@AnalyzeClasses(packages = "dev.rqscheduler", importOptions = ImportOption.DoNotIncludeTests.class)
class RoomsTest {

    @ArchTest
    static final ArchRule ARROWS_RUN_DOWNWARDS = layeredArchitecture()
            .consideringOnlyDependenciesInLayers()
            .layer("client")
            .definedBy("dev.rqscheduler")
            .layer("process")
            .definedBy("dev.rqscheduler.process..")
            .layer("diagnosis")
            .definedBy("dev.rqscheduler.diagnosis..")
            .layer("redis")
            .definedBy("dev.rqscheduler.redis..")
            .layer("move")
            .definedBy("dev.rqscheduler.move..")
            .layer("schedule")
            .definedBy("dev.rqscheduler.schedule..")
            .layer("job")
            .definedBy("dev.rqscheduler.job..")
            .layer("time")
            .definedBy("dev.rqscheduler.time..")
            .layer("tzdata")
            .definedBy("dev.rqscheduler.tzdata..")
            .layer("wire")
            .definedBy("dev.rqscheduler.wire..")
            .whereLayer("client")
            .mayNotBeAccessedByAnyLayer()
            .whereLayer("process")
            .mayNotBeAccessedByAnyLayer()
            .whereLayer("diagnosis")
            .mayNotBeAccessedByAnyLayer()
            .whereLayer("redis")
            .mayOnlyBeAccessedByLayers("client", "process", "diagnosis")
            .whereLayer("move")
            .mayOnlyBeAccessedByLayers("client", "process", "diagnosis", "redis")
            .whereLayer("schedule")
            .mayOnlyBeAccessedByLayers("client", "process", "diagnosis", "redis")
            .whereLayer("schedule")
            .mayOnlyAccessLayers("job", "time", "wire")
            .whereLayer("job")
            .mayOnlyAccessLayers("wire")
            .whereLayer("time")
            .mayOnlyAccessLayers("tzdata")
            .whereLayer("tzdata")
            .mayNotAccessAnyLayer()
            .whereLayer("tzdata")
            .mayOnlyBeAccessedByLayers("time", "diagnosis")
            .whereLayer("wire")
            .mayNotAccessAnyLayer();

    @ArchTest
    static final ArchRule SO_THEY_DO_WITHIN_THE_REDIS_ROOM = layeredArchitecture()
            .consideringOnlyDependenciesInLayers()
            .layer("survey")
            .definedBy("dev.rqscheduler.redis.survey")
            .layer("stores")
            .definedBy("dev.rqscheduler.redis")
            .layer("connection")
            .definedBy("dev.rqscheduler.redis.connection")
            .layer("tls")
            .definedBy("dev.rqscheduler.redis.tls")
            .whereLayer("survey")
            .mayNotBeAccessedByAnyLayer()
            .whereLayer("stores")
            .mayOnlyBeAccessedByLayers("survey")
            .whereLayer("connection")
            .mayOnlyBeAccessedByLayers("survey", "stores")
            .whereLayer("tls")
            .mayOnlyBeAccessedByLayers("connection");

    @ArchTest
    static final ArchRule ONLY_ONE_ROOM_KNOWS_THE_REDIS_CLIENT = noClasses()
            .that()
            .resideOutsideOfPackage("dev.rqscheduler.redis..")
            .should()
            .dependOnClassesThat()
            .resideInAPackage("redis.clients..");

    @ArchTest
    static final ArchRule PURE_ROOMS_HAVE_NO_LOG_AND_NO_THREADS = noClasses()
            .that()
            .resideInAnyPackage(
                    "dev.rqscheduler.move..",
                    "dev.rqscheduler.schedule..",
                    "dev.rqscheduler.job..",
                    "dev.rqscheduler.time..",
                    "dev.rqscheduler.wire..")
            .should()
            .dependOnClassesThat()
            .resideInAnyPackage("org.slf4j..", "java.util.concurrent.locks..");

    @ArchTest
    static final ArchRule NOBODY_READS_THE_CLOCK_OF_THE_HOST = noClasses()
            .should()
            .callMethod(System.class, "currentTimeMillis")
            .orShould()
            .callMethod(java.time.Instant.class, "now")
            .orShould()
            .callMethod(java.time.LocalDateTime.class, "now")
            .orShould()
            .callMethod(java.time.ZonedDateTime.class, "now");
}
