/* Copyright the rqscheduler authors. Licensed under the Apache License, Version 2.0. */
package dev.rqscheduler.web;

import static com.tngtech.archunit.lang.syntax.ArchRuleDefinition.noClasses;
import static com.tngtech.archunit.library.Architectures.layeredArchitecture;

import com.tngtech.archunit.core.importer.ImportOption;
import com.tngtech.archunit.junit.AnalyzeClasses;
import com.tngtech.archunit.junit.ArchTest;
import com.tngtech.archunit.lang.ArchRule;

/** The packages of module web and their allowed dependencies, as drawn in docs/architecture.md. */
@AnalyzeClasses(packages = "dev.rqscheduler.web", importOptions = ImportOption.DoNotIncludeTests.class)
class WebLayersTest {

    @ArchTest
    static final ArchRule ARROWS_RUN_DOWNWARDS = layeredArchitecture()
            .consideringOnlyDependenciesInLayers()
            .withOptionalLayers(true)
            .layer("entry")
            .definedBy("dev.rqscheduler.web")
            .layer("page")
            .definedBy("dev.rqscheduler.web.page..")
            .layer("api")
            .definedBy("dev.rqscheduler.web.api..")
            .layer("site")
            .definedBy("dev.rqscheduler.web.site..")
            .layer("live")
            .definedBy("dev.rqscheduler.web.live..")
            .layer("http")
            .definedBy("dev.rqscheduler.web.http..")
            .whereLayer("entry")
            .mayNotBeAccessedByAnyLayer()
            .whereLayer("page")
            .mayOnlyBeAccessedByLayers("entry")
            .whereLayer("api")
            .mayOnlyBeAccessedByLayers("entry")
            .whereLayer("site")
            .mayOnlyBeAccessedByLayers("entry", "page", "api")
            .whereLayer("http")
            .mayNotAccessAnyLayer()
            .whereLayer("live")
            .mayNotAccessAnyLayer();

    @ArchTest
    static final ArchRule HTTP_KNOWS_NOTHING_OF_RQ = noClasses()
            .that()
            .resideInAPackage("dev.rqscheduler.web.http..")
            .should()
            .dependOnClassesThat()
            .resideInAnyPackage("dev.rqscheduler", "dev.rqscheduler.api..", "dev.rqscheduler.internal..");

    @ArchTest
    static final ArchRule ONLY_HTTP_KNOWS_THE_SERVER = noClasses()
            .that()
            .resideOutsideOfPackage("dev.rqscheduler.web.http..")
            .should()
            .dependOnClassesThat()
            .resideInAnyPackage("com.sun.net.httpserver..", "com.fasterxml.jackson..");

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
