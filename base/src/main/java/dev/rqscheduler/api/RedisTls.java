/* Copyright the rqscheduler authors. Licensed under the Apache License, Version 2.0. */
package dev.rqscheduler.api;

import dev.rqscheduler.internal.tls.TlsContext;
import java.nio.file.Path;
import org.jspecify.annotations.Nullable;

/**
 * TLS settings. The files are PEM and are read for every new connection, so that certificates can be renewed while a
 * process runs.
 *
 * @param ca certificates of the authorities to trust, null for those this JVM trusts
 * @param certificate our certificate and its chain, for a server that asks for one; null for none
 * @param key the private key of our certificate, PKCS#8 without a passphrase; null if there is no certificate
 * @param insecure true to verify neither the server's certificate nor its name: anyone on the network path can then
 *     read and change everything
 */
public record RedisTls(
        @Nullable Path ca,
        @Nullable Path certificate,
        @Nullable Path key,
        boolean insecure) {

    /** Trusts the authorities this JVM trusts; certificate and host name are verified. */
    public static final RedisTls DEFAULT = new RedisTls(null, null, null, false);

    /**
     * @throws IllegalArgumentException if a key comes without its certificate or the other way round, or authorities
     *     are given that would not be used
     */
    public RedisTls {
        if ((certificate == null) != (key == null)) {
            throw new IllegalArgumentException(
                    certificate == null
                            ? "the client key " + key + " needs its certificate"
                            : "the client certificate " + certificate
                                    + " needs its private key (name the same file if it holds both)");
        }
        if (insecure && ca != null) {
            throw new IllegalArgumentException(
                    "the CA file " + ca + " has no effect if certificates are not checked: omit one of the two");
        }
    }

    public RedisTls withCa(@Nullable Path file) {
        return new RedisTls(file, certificate, key, insecure);
    }

    public RedisTls withClientCertificate(Path certificateFile, Path keyFile) {
        return new RedisTls(ca, certificateFile, keyFile, insecure);
    }

    /** Returns the same settings without verifying the server. */
    public RedisTls withoutChecks() {
        return new RedisTls(null, certificate, key, true);
    }

    /**
     * Reads the files, as each new connection will.
     *
     * @throws IllegalArgumentException naming the file that cannot be used, why, and what to do
     */
    public void check() {
        TlsContext.of(this);
    }
}
