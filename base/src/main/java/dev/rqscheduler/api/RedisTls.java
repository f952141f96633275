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

    /** Configures TLS; by default as {@link #DEFAULT}. */
    public static Builder builder() {
        return DEFAULT.toBuilder();
    }

    /** Configures a copy of these settings. */
    public Builder toBuilder() {
        return new Builder(this);
    }

    /**
     * Reads the files, as each new connection will.
     *
     * @throws IllegalArgumentException naming the file that cannot be used, why, and what to do
     */
    public void check() {
        TlsContext.of(this);
    }

    /** Configures {@link RedisTls}. Not thread-safe. */
    public static final class Builder {

        private @Nullable Path ca;
        private @Nullable Path certificate;
        private @Nullable Path key;
        private boolean insecure;

        private Builder(RedisTls tls) {
            ca = tls.ca;
            certificate = tls.certificate;
            key = tls.key;
            insecure = tls.insecure;
        }

        /** Sets the file with the certificates of the authorities to trust; null for those this JVM trusts. */
        public Builder ca(@Nullable Path file) {
            ca = file;
            return this;
        }

        /** Sets the files with our certificate and its private key, which may be the same; null for none. */
        public Builder clientCertificate(@Nullable Path certificateFile, @Nullable Path keyFile) {
            certificate = certificateFile;
            key = keyFile;
            return this;
        }

        /** Sets whether to verify neither the server's certificate nor its name; false by default. */
        public Builder insecure(boolean value) {
            insecure = value;
            return this;
        }

        /**
         * @throws IllegalArgumentException if a key comes without its certificate or the other way round, or authorities
         *     are given that would not be used
         */
        public RedisTls build() {
            return new RedisTls(ca, certificate, key, insecure);
        }
    }
}
