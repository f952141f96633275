/* Copyright the rqscheduler authors. Licensed under the Apache License, Version 2.0. */
package dev.rqscheduler.cli.options;

import dev.rqscheduler.api.RedisConfig;
import dev.rqscheduler.cli.failure.UsageException;
import dev.rqscheduler.cli.output.Console;
import java.nio.file.Path;
import java.util.List;
import java.util.function.Consumer;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Option;
import picocli.CommandLine.ScopeType;

/** Credentials for Redis. */
final class LoginOptions {

    @Option(
            names = "--user",
            paramLabel = "NAME",
            scope = ScopeType.INHERIT,
            description = "Redis ACL user (RQ_REDIS_USER); docs/redis-acl.md lists the permissions it needs.")
    private @Nullable String user;

    @Option(
            names = {"-P", "--password"},
            paramLabel = "PASSWORD",
            scope = ScopeType.INHERIT,
            description = "Redis password; visible to every user of this machine in the process list, so prefer"
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
            warn.accept("-P/--password is visible in the process list; prefer RQ_REDIS_PASSWORD or --password-file");
        }
    }

    /** Returns the login for a Redis given by host and port. */
    RedisConfig on(RedisConfig config, Console console) {
        return config.toBuilder()
                .user(user != null ? user : console.variable("RQ_REDIS_USER"))
                .password(password(console))
                .build();
    }

    /** Returns the login for a Redis given by a URL, which has its own login; missing parts may be added. */
    RedisConfig onUrl(RedisConfig config, String urlName) {
        RedisConfig login = config;
        if (user != null) {
            if (config.login().user() != null) {
                throw new UsageException("--user and " + urlName + " name two users: omit one of them");
            }
            login = login.toBuilder().user(user).build();
        }
        return passwordFile == null
                ? login
                : login.toBuilder()
                        .password(SecretFile.read(passwordFile, "password"))
                        .build();
    }

    /** Returns the password given by flags or environment outside any URL; null for none. */
    @Nullable
    String password(Console console) {
        if (passwordFile != null) {
            return SecretFile.read(passwordFile, "password");
        }
        return password != null ? password : console.variable("RQ_REDIS_PASSWORD");
    }

    /** Flags without effect if a URL is given. */
    List<String> ignoredByUrl() {
        return password == null ? List.of() : List.of("--password");
    }

    /** Flags that refer to an existing Redis. */
    List<String> ofAnotherRedis() {
        return user == null ? List.of() : List.of("--user");
    }
}
