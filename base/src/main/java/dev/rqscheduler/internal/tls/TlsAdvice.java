/* Copyright the rqscheduler authors. Licensed under the Apache License, Version 2.0. */
package dev.rqscheduler.internal.tls;

import java.io.IOException;
import java.security.cert.CertificateExpiredException;
import java.security.cert.CertificateNotYetValidException;
import javax.net.ssl.SSLException;

/** Advice on a failed TLS handshake. Loaded only when one fails. */
public final class TlsAdvice {

    private static final String OUR_CERTIFICATE =
            "it may require a client certificate, or a different one: --tls-cert and --tls-key, or"
                    + " ssl_certfile and ssl_keyfile";

    private TlsAdvice() {}

    /**
     * @param failure as the JDK threw it
     * @param root the innermost cause
     */
    public static String on(SSLException failure, Throwable root) {
        String message = String.valueOf(failure.getMessage());
        String detail = String.valueOf(root.getMessage());
        if (message.contains("Unsupported or unrecognized SSL message")) {
            return "it does not speak TLS on this port; use its TLS port, or redis:// without --tls";
        }
        if (root instanceof CertificateExpiredException || root instanceof CertificateNotYetValidException) {
            return "its certificate is not currently valid (" + detail
                    + "); renew it there, or correct this host's clock";
        }
        if (detail.startsWith("No name matching") || detail.startsWith("No subject alternative")) {
            return "its certificate is for another host (" + detail + "); use the host name in the certificate";
        }
        if (message.contains("PKIX path") || detail.contains("valid certification path")) {
            return "its certificate is not signed by a known authority (" + detail
                    + "); give the authority's certificate with --tls-ca or ssl_ca_certs";
        }
        if (message.startsWith("Received fatal alert: ")) {
            return onAlert(message.substring("Received fatal alert: ".length()));
        }
        if (root instanceof IOException && !(root instanceof SSLException)) {
            return "it closed the connection (" + detail + "); " + OUR_CERTIFICATE;
        }
        return message.equals(detail) ? message : message + " (" + detail + ")";
    }

    /** Alerts with which the server ends the handshake. */
    private static String onAlert(String alert) {
        return switch (alert) {
            case "certificate_required", "bad_certificate", "handshake_failure" ->
                "it refused the connection (" + alert + "); " + OUR_CERTIFICATE;
            case "unknown_ca", "certificate_unknown", "certificate_expired", "unsupported_certificate" ->
                "it does not accept our client certificate (" + alert + ")";
            default -> "it refused the connection (" + alert + ")";
        };
    }
}
