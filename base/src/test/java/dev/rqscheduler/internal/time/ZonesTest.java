/* Copyright the rqscheduler authors. Licensed under the Apache License, Version 2.0. */
package dev.rqscheduler.internal.time;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class ZonesTest {

    @ParameterizedTest
    @ValueSource(
            strings = {
                "Europe/Berlin",
                "UTC",
                "Z",
                "+01:00",
                "-03:30",
                "America/Argentina/Ushuaia",
                "EST",
                "MST",
                "HST",
                "ROC",
                "GMT+0",
                "US/Pacific",
                "Asia/Calcutta",
                "America/Coyhaique",
                "CST6CDT"
            })
    void parses(String name) {
        assertThat(Zones.parse(name).id()).isEqualTo(name);
        assertThat(Zones.parse(" " + name + " ").id()).isEqualTo(name);
    }

    @ParameterizedTest
    @CsvSource(delimiter = '|', textBlock = """
            Europe/Berln      | did you mean Europe/Berlin?
            europe/berlin     | did you mean Europe/Berlin?
            Berlin            | did you mean Europe/Berlin
            America/New York  | did you mean America/New_York
            new york          | did you mean America/New_York
            Amerika/Chicago   | did you mean America/Chicago?
            est               | did you mean EST?
            PST               | write an IANA name
            Foo/Bar           | write an IANA name
            Europe/Vancouver  | write an IANA name
            Asia/Paris        | write an IANA name
            utc               | did you mean
            Mars/Olympus_Mons | write an IANA name such as Europe/Berlin, UTC, or an offset such as +01:00
            +25:00            | write an IANA name such as Europe/Berlin, UTC, or an offset such as +01:00
            ''                | write an IANA name such as Europe/Berlin, UTC, or an offset such as +01:00
            """)
    void refusesWithNamesThatAreAlike(String name, String advice) {
        assertThatIllegalArgumentException()
                .isThrownBy(() -> Zones.parse(name))
                .withMessageStartingWith("bad time zone \"" + name + "\": there is no such zone; " + advice);
    }

    @Test
    void lengthIsLimited() {
        assertThatIllegalArgumentException()
                .isThrownBy(() -> Zones.parse("E".repeat(100_000)))
                .withMessageEndingWith("it has more than 64 characters");
    }
}
