/* Copyright the rqscheduler authors. Licensed under the Apache License, Version 2.0. */
package dev.rqscheduler.cli.options;

import dev.rqscheduler.api.RedisTls;
import dev.rqscheduler.cli.failure.UsageException;
import dev.rqscheduler.cli.output.Console;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import java.util.function.Consumer;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Option;
import picocli.CommandLine.ScopeType;

/** Whether and how to use TLS. */
final class TlsOptions {

    private static final Set<String> NO = Set.of("0", "false", "no", "off");

    @Option(
            names = "--tls",
            scope = ScopeType.INHERIT,
            description = "Use TLS, for Sentinels too (RQ_REDIS_TLS=1); with --url write rediss:// instead.")
    private boolean tls;

    @Option(
            names = "--tls-ca",
            paramLabel = "FILE",
            scope = ScopeType.INHERIT,
            description =
                    "Certificates of the authorities to trust, PEM (RQ_REDIS_TLS_CA); default: those Java" + " trusts.")
    private @Nullable Path ca;

    @Option(
            names = "--tls-cert",
            paramLabel = "FILE",
            scope = ScopeType.INHERIT,
            description = "Client certificate, if Redis asks for one, PEM (RQ_REDIS_TLS_CERT).")
    private @Nullable Path certificate;

    @Option(
            names = "--tls-key",
            paramLabel = "FILE",
            scope = ScopeType.INHERIT,
            description = "Private key of --tls-cert, PEM, PKCS#8 without a passphrase (RQ_REDIS_TLS_KEY).")
    private @Nullable Path key;

    @Option(
            names = "--tls-insecure",
            scope = ScopeType.INHERIT,
            description = "Do not verify the certificate and host name of Redis: for testing only.")
    private boolean insecure;

    /**
     * Returns the TLS settings for a Redis given by host and port; null for no TLS.
     */
    @Nullable
    RedisTls byParts(Console console, Consumer<String> warn) {
        String variable = console.variable("RQ_REDIS_TLS");
        if (tls || (variable != null && !NO.contains(variable.strip()))) {
            return on(RedisTls.DEFAULT, console, warn);
        }
        refuseWithoutTls();
        return null;
    }

    /**
     * Returns the TLS settings for a Redis given by a URL; null for no TLS.
     *
     * @param ofUrl the settings in the URL
     */
    @Nullable
    RedisTls byUrl(@Nullable RedisTls ofUrl, String urlName, Console console, Consumer<String> warn) {
        if (ofUrl != null) {
            return on(ofUrl, console, warn);
        }
        if (tls) {
            throw new UsageException("--tls and " + urlName + " contradict each other: write rediss:// in the URL");
        }
        refuseWithoutTls();
        return null;
    }

    /** Flags that refer to an existing Redis. */
    List<String> given() {
        List<String> given = new ArrayList<>();
        if (tls) {
            given.add("--tls");
        }
        if (insecure) {
            given.add("--tls-insecure");
        }
        GivenOptions.with(ca, file -> given.add("--tls-ca"));
        GivenOptions.with(certificate, file -> given.add("--tls-cert"));
        GivenOptions.with(key, file -> given.add("--tls-key"));
        return given;
    }

    private void refuseWithoutTls() {
        if (!given().isEmpty()) {
            throw new UsageException(given().get(0) + " only works with TLS: add --tls, or use a rediss:// URL");
        }
    }

    private RedisTls on(RedisTls base, Console console, Consumer<String> warn) {
        if (insecure && ca != null) {
            throw new UsageException("--tls-insecure and --tls-ca contradict each other: with --tls-insecure no"
                    + " certificate is verified");
        }
        boolean unchecked = insecure || base.insecure();
        Path authorities = unchecked ? ca : file(ca, console, "RQ_REDIS_TLS_CA", base.ca());
        Path ours = file(certificate, console, "RQ_REDIS_TLS_CERT", base.certificate());
        Path oursKey = file(key, console, "RQ_REDIS_TLS_KEY", base.key());
        if ((ours == null) != (oursKey == null)) {
            throw new UsageException(
                    ours == null
                            ? "--tls-key needs --tls-cert: the certificate of that key"
                            : "--tls-cert needs --tls-key: the private key of that certificate, which may be in the same"
                                    + " file");
        }
        if (unchecked) {
            warn.accept((insecure ? "--tls-insecure" : "ssl_cert_reqs=none")
                    + ": the server is not verified; anyone on the path can read the password and change every job");
        }
        RedisTls asked = RedisTls.builder()
                .ca(authorities)
                .clientCertificate(ours, oursKey)
                .insecure(unchecked)
                .build();
        asked.check();
        return asked;
    }

    private static @Nullable Path file(
            @Nullable Path flag, Console console, String variable, @Nullable Path otherwise) {
        if (flag != null) {
            return flag;
        }
        String text = console.variable(variable);
        return text == null ? otherwise : Path.of(text);
    }
}
