/* Copyright the rqscheduler authors. Licensed under the Apache License, Version 2.0. */
package dev.rqscheduler.bench.measure;

import dev.rqscheduler.bench.arena.BenchRedis;
import dev.rqscheduler.bench.arena.Daemon;
import dev.rqscheduler.bench.arena.Gate;
import dev.rqscheduler.bench.arena.ReplyDelay;
import dev.rqscheduler.bench.load.JobKind;
import dev.rqscheduler.bench.load.Workload;
import dev.rqscheduler.bench.report.Limits;
import dev.rqscheduler.bench.report.Numbers;
import dev.rqscheduler.bench.report.Results;
import dev.rqscheduler.bench.report.Section;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.OptionalDouble;

/**
 * Whether the size of pages follows the script and not the network: the same backlogs on each server, straight and over a network
 * with jitter, in turns.
 */
public final class JitterPart implements Part {

    private static final Duration LONGEST = Duration.ofMillis(5);
    private static final Workload ONE_OFF = Workload.of("one-off", JobKind.ONE_OFF, 1);
    private static final String QUEUE = Workload.queueName(0);
    private static final int WARM_UPS = 3;

    private static final List<String> NETWORKS = List.of("straight", Limits.JITTER);
    private static final List<String> KINDS = List.of("one-off", "named schedule");

    private final Stage stage;
    private final List<Path> binaries;
    private final List<String> servers = new ArrayList<>();

    /**
     * @param binaries programs of the servers; empty for the one that the stage has
     */
    public JitterPart(Stage stage, List<Path> binaries) {
        this.stage = stage;
        this.binaries = List.copyOf(binaries);
    }

    @Override
    public String name() {
        return "jitter";
    }

    @Override
    public void measure(Results results) throws InterruptedException {
        for (String network : NETWORKS) {
            servers.clear();
            List<Contestant> contestants = new ArrayList<>();
            try {
                if (binaries.isEmpty()) {
                    contestants.add(new Contestant(stage.redis(), network, false));
                }
                for (Path binary : binaries) {
                    contestants.add(new Contestant(BenchRedis.start(binary), network, true));
                }
                rounds(network, contestants, results);
            } finally {
                contestants.forEach(Contestant::close);
            }
        }
    }

    private void rounds(String network, List<Contestant> contestants, Results results) throws InterruptedException {
        for (int round = 1 - WARM_UPS; round <= stage.repetitions(); round++) {
            stage.progress()
                    .accept("jitter, " + network + ": "
                            + (round > 0 ? "round " + round + " of " + stage.repetitions() : "warming up"));
            for (Contestant contestant : contestants) {
                contestant.run(stage.seed() + round, round > 0 ? results : new Results());
            }
        }
    }

    /** A server, and a scheduler that comes to it over a network. */
    private final class Contestant implements AutoCloseable {
        private final BenchRedis redis;
        private final String server;
        private final String network;
        private final boolean ours;
        private final ReplyDelay delay;
        private final Daemon daemon;
        private final MoveRun jobs;
        private final NamedRun named;

        Contestant(BenchRedis redis, String network, boolean ours) throws InterruptedException {
            this.redis = redis;
            this.server = label(redis.version());
            servers.add(server);
            this.network = network;
            this.ours = ours;
            this.delay = ReplyDelay.before(redis, LONGEST, stage.seed());
            Stage here = stage.on(redis);
            this.daemon = here.leadingDaemon(network.equals(NETWORKS.get(0)) ? redis.url() : delay.url());
            Gate gate = new Gate(redis, daemon);
            this.jobs = new MoveRun(here, gate);
            this.named = new NamedRun(here, gate, new Processors(daemon.pid(), redis.pid()), QUEUE);
        }

        void run(long seed, Results results) throws InterruptedException {
            int number = stage.scale().medium();
            MoveRun.Result moves = jobs.run(ONE_OFF, number, seed);
            add(
                    KINDS.get(0),
                    number,
                    moves.seconds(),
                    moves.roundTrips(),
                    moves.longestScriptMicros(),
                    moves.problems(),
                    results);
            int runs = stage.scale().schedules();
            NamedRun.Result schedules = named.run(runs);
            add(
                    KINDS.get(1),
                    runs,
                    schedules.seconds(),
                    schedules.roundTrips(),
                    schedules.longestScriptMicros(),
                    schedules.problems(),
                    results);
        }

        private void add(
                String kind,
                int number,
                double seconds,
                long calls,
                long longestScriptMicros,
                List<String> problems,
                Results results) {
            String figure = figure(kind, network, server);
            results.add(figure + "rate", "jobs/s", number / seconds);
            results.add(figure + "page", "jobs a call", (double) number / calls);
            results.add(figure + "longest script", "ms", longestScriptMicros / 1e3);
            problems.forEach(problem -> results.problem(figure + ": " + problem));
        }

        @Override
        public void close() {
            daemon.close();
            delay.close();
            if (ours) {
                redis.close();
            }
        }
    }

    /** Two programs may be of the same version. */
    private String label(String version) {
        long others =
                servers.stream().filter(other -> other.startsWith(version)).count();
        return others == 0 ? version : version + " #" + (others + 1);
    }

    private static String figure(String kind, String network, String server) {
        return "jitter/" + kind + "/" + network + "/" + server + "/";
    }

    @Override
    public List<Section> sections(Results results) {
        Section section = new Section(
                "Jitter",
                "Backlogs of " + Numbers.text(stage.scale().medium()) + " one-off jobs and "
                        + Numbers.text(stage.scale().schedules())
                        + " named schedules; the scheduler's connections go straight to the server, or each reply is held for 0 to "
                        + LONGEST.toMillis() + " ms. Median (range) of " + stage.repetitions()
                        + " runs that alternate between the servers; ratios are to the first of them, in the same network.",
                "what",
                "network",
                "server",
                "jobs a second",
                "of the first",
                "jobs a call",
                "of the first",
                "longest script, ms");
        for (String kind : KINDS) {
            for (String network : NETWORKS) {
                for (String server : servers) {
                    String figure = figure(kind, network, server);
                    String first = figure(kind, network, servers.get(0));
                    section.row(
                            kind,
                            network,
                            server,
                            range(results, figure + "rate"),
                            ratio(results, figure + "rate", first + "rate"),
                            range(results, figure + "page"),
                            ratio(results, figure + "page", first + "page"),
                            range(results, figure + "longest script"));
                }
            }
        }
        return List.of(section);
    }

    private static String range(Results results, String name) {
        return results.find(name).map(Numbers::medianAndRange).orElse("-");
    }

    private static String ratio(Results results, String name, String to) {
        OptionalDouble ratio = results.ratio(name, to);
        return ratio.isPresent() ? Numbers.text(ratio.getAsDouble()) : "-";
    }
}
