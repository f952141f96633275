/* Copyright the rqscheduler authors. Licensed under the Apache License, Version 2.0. */
package dev.rqscheduler.metrics;

import com.tngtech.archunit.core.importer.ImportOption;
import com.tngtech.archunit.junit.AnalyzeClasses;
import com.tngtech.archunit.junit.ArchTest;
import com.tngtech.archunit.lang.ArchRule;
import dev.rqscheduler.testing.ExportedSignatures;

/** What users see of the metrics: nothing that is internal. */
@AnalyzeClasses(packages = "dev.rqscheduler.metrics", importOptions = ImportOption.DoNotIncludeTests.class)
class MetricsApiTest {

    @ArchTest
    static final ArchRule EXPORTED_SIGNATURES_MENTION_NOTHING_INTERNAL =
            ExportedSignatures.mentionOnlyExportedTypes("dev.rqscheduler.metrics");
}
