/* Copyright the rqscheduler authors. Licensed under the Apache License, Version 2.0. */
package dev.rqscheduler.cli.interop;

import static org.assertj.core.api.Assertions.assertThat;

import dev.rqscheduler.cli.CommandRun;
import dev.rqscheduler.internal.wire.PyRepr;
import dev.rqscheduler.internal.wire.pickle.PickleReader;
import java.util.Base64;
import java.util.List;
import org.assertj.core.api.SoftAssertions;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;

/** Arguments are shown as the Python at hand prints them. */
@ExtendWith(TestRedis.class)
class InteropArgumentsIT {

    /** The function has an argument of every kind that people pass; nothing of it is ever run. */
    private static final String SCHEDULE = """
            import collections, datetime, decimal, ipaddress, os, pathlib, uuid, zoneinfo
            from arguments import Order
            from python_scheduler import PythonScheduler
            from redis import Redis

            when = datetime.datetime(2026, 12, 24, 18, 30, tzinfo=zoneinfo.ZoneInfo("Europe/Berlin"))
            with PythonScheduler(connection=Redis.from_url(os.environ["REDIS_URL"])) as scheduler:
                scheduler.enqueue_at(
                    datetime.datetime(2090, 1, 1),
                    "shop.ship",
                    uuid.UUID(int=5),
                    decimal.Decimal("9.99"),
                    Order(17, decimal.Decimal("9.99")),
                    when=when,
                    path=pathlib.PurePosixPath("/srv/out"),
                    recent=collections.deque([1, 2], maxlen=3),
                    job_id="ship",
                    meta=collections.UserDict(customer=ipaddress.ip_address("10.0.0.1")),
                )
            """;

    private static final String CALL = "shop.ship(UUID('00000000-0000-0000-0000-000000000005'), Decimal('9.99'),"
            + " arguments.Order(id=17, total=Decimal('9.99')), path=PurePosixPath('/srv/out'),"
            + " recent=deque([1, 2], maxlen=3),"
            + " when=datetime.datetime(2026, 12, 24, 18, 30, tzinfo=zoneinfo.ZoneInfo(key='Europ...)";

    private final String url = TestRedis.url();

    @Test
    void everyValueIsShownAsThisPythonPrintsIt() throws InterruptedException {
        List<String> lines;
        try (var python = Rq.required(url).file("arguments")) {
            lines = python.awaitSuccess();
        }
        assertThat(lines).hasSizeGreaterThan(1200);
        var softly = new SoftAssertions();
        for (String line : lines) {
            var parts = line.split("\t", -1);
            softly.assertThat(PyRepr.of(PickleReader.read(Base64.getDecoder().decode(parts[2]))))
                    .as("%s, protocol %s", parts[0], parts[1])
                    .isEqualTo(parts[3]);
            softly.assertThat(parts[5].isEmpty()).as(line).isEqualTo(parts[3].equals(parts[4]));
        }
        softly.assertAll();
    }

    @Test
    void showAndWhyNameTheArgumentsOfAJobThatPythonScheduled() throws InterruptedException {
        var rq = Rq.required(url);
        try (var script = rq.script(SCHEDULE)) {
            script.awaitSuccess();
        }
        var shown = CommandRun.of("show", "ship", "--json", "--url", url).json().get(0);
        assertThat(shown).containsEntry("call", CALL);
        assertThat(shown).containsEntry("meta", "{'customer': IPv4Address('10.0.0.1')}");
        assertThat(CommandRun.of("show", "ship", "--url", url).out()).contains(CALL);
        assertThat(CommandRun.of("why", "ship", "--url", url).out())
                .contains("shop.ship(UUID('00000000-0000-0000-0000-000000000005'), Decimal('9.99')");
        // What RQ itself wrote into the hash.
        assertThat(CommandRun.of("list", "--json", "--url", url).json().get(0))
                .extractingByKey("description")
                .asString()
                .startsWith("shop.ship(UUID('00000000-0000-0000-0000-000000000005'), Decimal('9.99'), Order(id=17");
    }
}
