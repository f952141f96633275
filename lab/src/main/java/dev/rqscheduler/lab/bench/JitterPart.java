/* Copyright the rqscheduler authors. Licensed under the Apache License, Version 2.0. */
package dev.rqscheduler.lab.bench;

import dev.rqscheduler.lab.arena.LabRedis;
import dev.rqscheduler.lab.arena.Ports;
import dev.rqscheduler.lab.arena.SchedulerChild;
import dev.rqscheduler.lab.load.JobKind;
import dev.rqscheduler.lab.load.Workload;
import dev.rqscheduler.lab.proxy.FaultyProxy;
import dev.rqscheduler.lab.report.Limits;
import dev.rqscheduler.lab.report.Numbers;
import dev.rqscheduler.lab.report.Results;
import dev.rqscheduler.lab.report.Section;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;

/**
 * Tests that page sizes depend on the script and not on the network: the same backlogs on each server, directly and over a network
 * with jitter, in turns.
 */
public final class JitterPart extends Part {

    private static final Duration LONGEST = Duration.ofMillis(5);
    private static final Workload ONE_OFF = Workload.of("one-off", JobKind.ONE_OFF, 1);
    private static final int WARM_UPS = 3;

    private static final List<String> NETWORKS = List.of("straight", Limits.JITTER);
    private static final List<String> KINDS = List.of("one-off", "named schedule");

    private final List<Path> binaries;
    private final List<String> servers = new ArrayList<>();

    /**
     * @param binaries programs of the servers; empty for the server of the context
     */
    public JitterPart(BenchContext context, List<Path> binaries) {
        super("jitter", context);
        this.binaries = List.copyOf(binaries);
    }

    @Override
    public void measure(Results results) throws InterruptedException {
        for (String network : NETWORKS) {
            servers.clear();
            List<Candidate> candidates = new ArrayList<>();
            try {
                if (binaries.isEmpty()) {
                    candidates.add(new Candidate(context.redis(), network, false));
                }
                for (Path binary : binaries) {
                    candidates.add(new Candidate(LabRedis.forMeasurement(binary), network, true));
                }
                rounds(network, candidates, results);
            } finally {
                candidates.forEach(Candidate::close);
            }
        }
    }

    private void rounds(String network, List<Candidate> candidates, Results results) throws InterruptedException {
        for (int round = 1 - WARM_UPS; round <= context.repetitions(); round++) {
            progress(network + ": " + (round > 0 ? "round " + round + " of " + context.repetitions() : "warming up"));
            for (Candidate candidate : candidates) {
                candidate.run(context.seed() + round, round > 0 ? results : new Results());
            }
        }
    }

    /** A server, and a scheduler connected to it over a network. */
    private final class Candidate implements AutoCloseable {
        private final LabRedis redis;
        private final String server;
        private final String network;
        private final boolean ours;
        private final FaultyProxy proxy;
        private final SchedulerChild scheduler;
        private final BacklogRun backlogs;

        Candidate(LabRedis redis, String network, boolean ours) throws InterruptedException {
            this.redis = redis;
            this.server = label(redis.version());
            servers.add(server);
            this.network = network;
            this.ours = ours;
            this.proxy = FaultyProxy.start(Ports.free(), redis.port(), context.seed());
            proxy.jitter(LONGEST);
            BenchContext here = context.on(redis);
            String url = "redis://127.0.0.1:" + proxy.port() + "/0";
            this.scheduler = here.startForBacklogs(network.equals(NETWORKS.get(0)) ? redis.url() : url);
            this.backlogs = new BacklogRun(here, scheduler);
        }

        void run(long seed, Results results) throws InterruptedException {
            add(KINDS.get(0), backlogs.jobs(ONE_OFF, context.scale().medium(), seed), results);
            add(KINDS.get(1), backlogs.schedules(context.scale().schedules()), results);
        }

        private void add(String kind, BacklogRun.Result run, Results results) {
            String figure = figure(kind, network, server);
            results.add(figure + "rate", "jobs/s", run.rate());
            results.add(figure + "page", "jobs a call", (double) run.size() / run.roundTrips());
            results.add(figure + "longest script", "ms", run.longestScriptMillis());
            run.problems().forEach(problem -> results.problem(figure + ": " + problem));
        }

        @Override
        public void close() {
            scheduler.close();
            proxy.close();
            if (ours) {
                redis.close();
            }
        }
    }

    /** Distinguishes programs of the same version. */
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
                "Backlogs of " + Numbers.text(context.scale().medium()) + " one-off jobs and "
                        + Numbers.text(context.scale().schedules())
                        + " named schedules; the scheduler connects directly to the server, or each reply is held for 0 to "
                        + LONGEST.toMillis() + " ms. Median (range) of " + context.repetitions()
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
                            results.range(figure + "rate"),
                            results.ratioText(figure + "rate", first + "rate"),
                            results.range(figure + "page"),
                            results.ratioText(figure + "page", first + "page"),
                            results.range(figure + "longest script"));
                }
            }
        }
        return List.of(section);
    }
}
