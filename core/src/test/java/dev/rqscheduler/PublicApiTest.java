/* Copyright the rqscheduler authors. Licensed under the Apache License, Version 2.0. */
package dev.rqscheduler;

import com.tngtech.archunit.junit.AnalyzeClasses;
import com.tngtech.archunit.junit.ArchTest;
import com.tngtech.archunit.lang.ArchRule;
import dev.rqscheduler.testing.ExportedSignatures;

/** What users see of the doors and the values: nothing that is internal, and nothing of the Redis client. */
@AnalyzeClasses(packages = "dev.rqscheduler", importOptions = OwnClasses.class)
class PublicApiTest {

    @ArchTest
    static final ArchRule EXPORTED_SIGNATURES_MENTION_NOTHING_INTERNAL =
            ExportedSignatures.mentionOnlyExportedTypes("dev.rqscheduler", "dev.rqscheduler.api");
}
