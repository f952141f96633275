/* Copyright the rqscheduler authors. Licensed under the Apache License, Version 2.0. */
package dev.rqscheduler.cli.options;

import dev.rqscheduler.api.RedisConfig;
import dev.rqscheduler.cli.failure.UsageException;
import dev.rqscheduler.cli.output.Console;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.function.Consumer;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Option;
import picocli.CommandLine.ScopeType;

/** Who logs in to Redis. */
final class LoginOptions {

    @Option(
            names = "--user",
            paramLabel = "NAME",
            scope = ScopeType.INHERIT,
            description = "Redis ACL user (RQ_REDIS_USER); docs/redis-acl.md has the permissions that are needed.")
    private @Nullable String user;

    @Option(
            names = {"-P", "--password"},
            paramLabel = "PASSWORD",
            scope = ScopeType.INHERIT,
            description = "Redis password; every user of this machine can see it in the process list, so better use"
                    + " RQ_REDIS_PASSWORD or --password-file.")
    private @Nullable String password;

    @Option(
            names = "--password-file",
            paramLabel = "FILE",
            scope = ScopeType.INHERIT,
            description = "File whose first line is the Redis password.")
    private @Nullable Path passwordFile;

    void warn(Consumer<String> warn) {
        if (password != null) {
            warn.accept("-P/--password can be seen in the process list; RQ_REDIS_PASSWORD or --password-file cannot");
        }
    }

    /** For a Redis that was named by its parts. */
    RedisConfig on(RedisConfig config, Console console) {
        return config.withUser(user != null ? user : console.variable("RQ_REDIS_USER"))
                .withPassword(password(console));
    }

    /** For a Redis that was named by a URL, which has its own login; what is missing there may be added. */
    RedisConfig onUrl(RedisConfig config, String urlName) {
        RedisConfig login = config;
        if (user != null) {
            if (config.login().user() != null) {
                throw new UsageException("--user and " + urlName + " name two users: leave out one of them");
            }
            login = login.withUser(user);
        }
        return passwordFile == null ? login : login.withPassword(SecretFile.read(passwordFile, "password"));
    }

    /** The password that flags or environment give on their own, outside of any URL; null for none. */
    @Nullable
    String password(Console console) {
        if (passwordFile != null) {
            return SecretFile.read(passwordFile, "password");
        }
        return password != null ? password : console.variable("RQ_REDIS_PASSWORD");
    }

    /** Flags that have no effect beside a URL. */
    List<String> ignoredByUrl() {
        return password == null ? List.of() : List.of("--password");
    }

    /** Flags that mean a Redis that is there already. */
    List<String> ofAnotherRedis() {
        List<String> given = new ArrayList<>();
        Given.with(user, name -> given.add("--user"));
        return given;
    }
}
