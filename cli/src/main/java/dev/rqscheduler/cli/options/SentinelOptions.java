/* Copyright the rqscheduler authors. Licensed under the Apache License, Version 2.0. */
package dev.rqscheduler.cli.options;

import dev.rqscheduler.api.RedisConfig;
import dev.rqscheduler.api.RedisEndpoint;
import dev.rqscheduler.cli.failure.UsageException;
import dev.rqscheduler.cli.output.Console;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Option;
import picocli.CommandLine.ScopeType;

/** A Redis monitored by Sentinels. */
final class SentinelOptions {

    static final String VARIABLE = "RQ_REDIS_SENTINELS";

    @Option(
            names = "--sentinel",
            paramLabel = "HOST:PORT",
            split = ",",
            scope = ScopeType.INHERIT,
            description = "Sentinels to ask for the master, separated by commas or repeated (RQ_REDIS_SENTINELS);"
                    + " default port 26379.")
    private @Nullable List<String> sentinels;

    @Option(
            names = "--master",
            paramLabel = "NAME",
            scope = ScopeType.INHERIT,
            description = "Name under which the Sentinels monitor the master (RQ_REDIS_MASTER).")
    private @Nullable String master;

    @Option(
            names = "--sentinel-user",
            paramLabel = "NAME",
            scope = ScopeType.INHERIT,
            description = "ACL user of the Sentinels themselves (RQ_REDIS_SENTINEL_USER).")
    private @Nullable String user;

    @Option(
            names = "--sentinel-password-file",
            paramLabel = "FILE",
            scope = ScopeType.INHERIT,
            description = "File whose first line is the Sentinels' own password (or RQ_REDIS_SENTINEL_PASSWORD).")
    private @Nullable Path passwordFile;

    boolean asked() {
        return sentinels != null;
    }

    /** Flags without meaning if there are no Sentinels. */
    void refuseWithout() {
        List<String> given = given();
        if (!given.isEmpty()) {
            throw new UsageException(given.get(0) + " needs --sentinel: the Sentinels to ask");
        }
    }

    /** Flags that refer to an existing Redis. */
    List<String> given() {
        List<String> given = new ArrayList<>();
        GivenOptions.with(sentinels, all -> given.add("--sentinel"));
        GivenOptions.with(master, name -> given.add("--master"));
        GivenOptions.with(user, name -> given.add("--sentinel-user"));
        GivenOptions.with(passwordFile, file -> given.add("--sentinel-password-file"));
        return given;
    }

    RedisConfig redis(Console console) {
        String name = master != null ? master : console.variable("RQ_REDIS_MASTER");
        if (name == null) {
            throw new UsageException((asked() ? "--sentinel" : VARIABLE)
                    + " needs --master: the name under which the Sentinels monitor it, such as mymaster");
        }
        String all = sentinels != null ? String.join(",", sentinels) : console.variable(VARIABLE);
        List<RedisEndpoint.Tcp> places = new ArrayList<>();
        for (String one : String.valueOf(all).split(",")) {
            places.add(RedisEndpoint.Tcp.parse(one.strip(), RedisEndpoint.Sentinel.DEFAULT_PORT));
        }
        return RedisConfig.sentinel(name, places).toBuilder()
                .sentinelLogin(user != null ? user : console.variable("RQ_REDIS_SENTINEL_USER"), password(console))
                .build();
    }

    private @Nullable String password(Console console) {
        return passwordFile != null
                ? SecretFile.read(passwordFile, "password")
                : console.variable("RQ_REDIS_SENTINEL_PASSWORD");
    }
}
