/* Copyright the rqscheduler authors. Licensed under the Apache License, Version 2.0. */
package dev.rqscheduler.vectors;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.stream.Collectors;
import org.junit.jupiter.api.Test;

/** Every vector file is exercised, or named with the reason why not. */
class VectorAccountTest {

    @Test
    void everyFileIsAccountedFor() {
        List<String> files = VectorCatalogue.files();
        Map<String, Long> accounts = files.stream()
                .collect(Collectors.groupingBy(VectorCatalogue::account, TreeMap::new, Collectors.counting()));

        accounts.forEach((account, count) -> System.out.println("vectors: " + count + " files: " + account));

        assertThat(files).hasSizeGreaterThan(200);
        assertThat(accounts).doesNotContainKey("unknown");
        assertThat(VectorCatalogue.moves()).hasSizeGreaterThanOrEqualTo(80);
    }
}
