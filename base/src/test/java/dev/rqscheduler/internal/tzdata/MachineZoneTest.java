/* Copyright the rqscheduler authors. Licensed under the Apache License, Version 2.0. */
package dev.rqscheduler.internal.tzdata;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Instant;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class MachineZoneTest {

    @TempDir
    Path machine;

    private Path etc = Path.of("etc");
    private Path zoneinfo = Path.of("zoneinfo");

    @BeforeEach
    void prepare() throws Exception {
        etc = Files.createDirectory(machine.resolve("etc"));
        zoneinfo = Files.createDirectory(machine.resolve("zoneinfo"));
        new TzdataFolder(zoneinfo, "2999a").zone("America/Coyhaique", "<-03>3").zone("Europe/Berlin", "CET-1");
    }

    @Test
    void tzIsANameAFileOrARule() {
        assertThat(found("America/Coyhaique")).contains("America/Coyhaique -03:00");
        assertThat(found(":Europe/Berlin")).contains("Europe/Berlin +01:00");
        assertThat(found(zoneinfo.resolve("Europe/Berlin").toString())).contains("Europe/Berlin +01:00");
        assertThat(found("CET-1CEST,M3.5.0,M10.5.0/3")).contains("CET-1CEST,M3.5.0,M10.5.0/3 +01:00");
        assertThat(found("No/Such")).isEmpty();
        assertThat(found("/no/such/file")).isEmpty();
    }

    @Test
    void withoutTzItIsWhatLocaltimeIsALinkTo() throws Exception {
        Files.createSymbolicLink(etc.resolve("localtime"), zoneinfo.resolve("America/Coyhaique"));
        Files.writeString(etc.resolve("timezone"), "Europe/Berlin\n");

        assertThat(found(null)).contains("America/Coyhaique -03:00");
        assertThat(found("")).contains("America/Coyhaique -03:00");
    }

    @Test
    void whereLocaltimeIsACopyItIsTheNameInTimezone() throws Exception {
        Files.copy(zoneinfo.resolve("America/Coyhaique"), etc.resolve("localtime"));
        assertThat(found(null)).contains("localtime -03:00");

        Files.writeString(etc.resolve("timezone"), "America/Coyhaique\n");
        assertThat(found(null)).contains("America/Coyhaique -03:00");
    }

    @Test
    void aMachineThatSaysNothingHasNone() throws Exception {
        assertThat(found(null)).isEmpty();

        Files.writeString(etc.resolve("localtime"), "no zone");
        assertThat(found(null)).isEmpty();
    }

    private Optional<String> found(@Nullable String tz) {
        Tzdata data = TzdataSources.ofFolder(zoneinfo);
        return MachineZone.find(data, tz, etc)
                .map(zone -> zone.id() + " "
                        + zone.rules()
                                .getOffset(Instant.parse("2027-01-15T00:00:00Z"))
                                .getId());
    }
}
