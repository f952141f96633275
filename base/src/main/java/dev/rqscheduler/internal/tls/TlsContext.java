/* Copyright the rqscheduler authors. Licensed under the Apache License, Version 2.0. */
package dev.rqscheduler.internal.tls;

import dev.rqscheduler.api.RedisTls;
import java.io.IOException;
import java.net.Socket;
import java.net.SocketTimeoutException;
import java.security.GeneralSecurityException;
import java.security.KeyStore;
import java.security.PrivateKey;
import java.security.cert.X509Certificate;
import java.util.List;
import javax.net.ssl.KeyManager;
import javax.net.ssl.KeyManagerFactory;
import javax.net.ssl.SSLContext;
import javax.net.ssl.SSLEngine;
import javax.net.ssl.SSLParameters;
import javax.net.ssl.SSLSocket;
import javax.net.ssl.TrustManager;
import javax.net.ssl.TrustManagerFactory;
import javax.net.ssl.X509ExtendedTrustManager;
import org.jspecify.annotations.Nullable;

/** TLS over a connected socket, configured by a {@link RedisTls}. Loaded only if TLS is used. */
public final class TlsContext {

    private static final char[] NO_PASSWORD = {};

    private final SSLContext context;
    private final boolean insecure;

    private TlsContext(SSLContext context, boolean insecure) {
        this.context = context;
        this.insecure = insecure;
    }

    /** @throws IllegalArgumentException naming the file that cannot be used, and why */
    public static TlsContext of(RedisTls tls) {
        try {
            SSLContext context = SSLContext.getInstance("TLS");
            context.init(keys(tls), trust(tls), null);
            return new TlsContext(context, tls.insecure());
        } catch (GeneralSecurityException | IOException e) {
            throw new IllegalArgumentException("TLS cannot be set up: " + e.getMessage(), e);
        }
    }

    /** Starts TLS on a socket, with a server that must have this name. */
    public Socket over(Socket plain, String host, int port) throws IOException {
        String name = host.startsWith("[") ? host.substring(1, host.length() - 1) : host;
        SSLSocket socket = (SSLSocket) context.getSocketFactory().createSocket(plain, name, port, true);
        if (!insecure) {
            SSLParameters parameters = socket.getSSLParameters();
            parameters.setEndpointIdentificationAlgorithm("HTTPS");
            socket.setSSLParameters(parameters);
        }
        try {
            socket.startHandshake();
        } catch (SocketTimeoutException e) {
            // A plain-text Redis waits for the end of what it takes for the first line.
            throw silence(e);
        }
        return socket;
    }

    private static SocketTimeoutException silence(SocketTimeoutException cause) {
        SocketTimeoutException silence = new SocketTimeoutException("no answer to the TLS handshake, "
                + cause.getMessage() + "; if it speaks plain text on this port, use redis:// without --tls");
        silence.setStackTrace(cause.getStackTrace());
        return silence;
    }

    private static KeyManager @Nullable [] keys(RedisTls tls) throws GeneralSecurityException, IOException {
        if (tls.certificate() == null || tls.key() == null) {
            return null;
        }
        List<X509Certificate> chain =
                PemFile.read("client certificate", tls.certificate()).certificates();
        PrivateKey key =
                PemFile.read("client key", tls.key()).privateKey(chain.get(0).getPublicKey());
        KeyStore store = emptyStore();
        store.setKeyEntry("client", key, NO_PASSWORD, chain.toArray(X509Certificate[]::new));
        KeyManagerFactory factory = KeyManagerFactory.getInstance(KeyManagerFactory.getDefaultAlgorithm());
        factory.init(store, NO_PASSWORD);
        return factory.getKeyManagers();
    }

    private static TrustManager @Nullable [] trust(RedisTls tls) throws GeneralSecurityException, IOException {
        if (tls.insecure()) {
            return new TrustManager[] {new TrustAll()};
        }
        if (tls.ca() == null) {
            return null;
        }
        KeyStore store = emptyStore();
        int number = 0;
        for (X509Certificate authority : PemFile.read("CA file", tls.ca()).certificates()) {
            store.setCertificateEntry("ca-" + number++, authority);
        }
        TrustManagerFactory factory = TrustManagerFactory.getInstance(TrustManagerFactory.getDefaultAlgorithm());
        factory.init(store);
        return factory.getTrustManagers();
    }

    private static KeyStore emptyStore() throws GeneralSecurityException, IOException {
        KeyStore store = KeyStore.getInstance("PKCS12");
        store.load(null, NO_PASSWORD);
        return store;
    }

    /** Implements {@link RedisTls#insecure()}. */
    private static final class TrustAll extends X509ExtendedTrustManager {
        @Override
        public void checkClientTrusted(X509Certificate[] chain, String kind, Socket socket) {}

        @Override
        public void checkServerTrusted(X509Certificate[] chain, String kind, Socket socket) {}

        @Override
        public void checkClientTrusted(X509Certificate[] chain, String kind, SSLEngine engine) {}

        @Override
        public void checkServerTrusted(X509Certificate[] chain, String kind, SSLEngine engine) {}

        @Override
        public void checkClientTrusted(X509Certificate[] chain, String kind) {}

        @Override
        public void checkServerTrusted(X509Certificate[] chain, String kind) {}

        @Override
        public X509Certificate[] getAcceptedIssuers() {
            return new X509Certificate[0];
        }
    }
}
