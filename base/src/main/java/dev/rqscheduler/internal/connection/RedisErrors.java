/* Copyright the rqscheduler authors. Licensed under the Apache License, Version 2.0. */
package dev.rqscheduler.internal.connection;

import dev.rqscheduler.api.RedisException;
import java.io.IOException;
import java.security.cert.CertificateExpiredException;
import java.security.cert.CertificateNotYetValidException;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import javax.net.ssl.SSLException;
import org.jspecify.annotations.Nullable;
import redis.clients.jedis.exceptions.JedisDataException;
import redis.clients.jedis.exceptions.JedisException;

/** Describes failures between us and a server in one line that says what to do. */
final class RedisErrors {

    private static final Pattern SCRIPT_LINE = Pattern.compile("@user_script: ?(\\d{1,6})");

    /** What Redis 7 and Valkey append to a script's error; Valkey 9.1 omits the digest. */
    private static final Pattern SCRIPT_TAIL =
            Pattern.compile(" script: (?:[0-9a-f]{40}, )?on @user_script: ?\\d+\\.?\\s*$");

    /** As in "no permissions to run the 'get' command", which Redis says from 7.2 on. */
    private static final Pattern NAMED_COMMAND = Pattern.compile("run the '[^']+' command");

    private static final int MAX_SOURCE = 120;

    private RedisErrors() {}

    /** Describes a connection that could not be opened; {@code kind} is Redis or Sentinel. */
    static RedisException opening(String kind, String address, boolean tls, JedisException failure) {
        Throwable root = rootOf(failure);
        if (root instanceof JedisDataException) {
            // A refused login arrives wrapped as a failed connection; what the server answered is the news.
            return answered(kind + " at " + address, String.valueOf(root.getMessage()), failure, null);
        }
        for (Throwable cause = failure; cause != null; cause = cause.getCause()) {
            if (cause instanceof SSLException refused) {
                String advice = TlsAdvice.on(refused, root);
                return new RedisException(
                        RedisException.Kind.TLS, "TLS with " + kind + " at " + address + " failed: " + advice, failure);
            }
        }
        return tls ? unreachable(kind, address, detail(root), failure) : unanswered(kind, address, failure);
    }

    /**
     * Describes a failed call on an established connection.
     *
     * @param script the script that ran, if any: a reply such as "at line 12" is only useful with that line
     */
    static RedisException calling(String address, JedisException failure, @Nullable LuaScript script) {
        return failure instanceof JedisDataException
                ? answered("Redis at " + address, String.valueOf(failure.getMessage()), failure, script)
                : unreachable("Redis", address, detail(rootOf(failure)), failure);
    }

    /**
     * Describes the failure of the first plain-text bytes on a connection, login or call: a server that speaks TLS
     * hangs up.
     */
    static RedisException unanswered(String kind, String address, JedisException failure) {
        String detail = detail(rootOf(failure));
        boolean reset = detail.contains("Connection reset");
        return unreachable(
                kind,
                address,
                reset ? detail + "; if it speaks TLS on this port, use rediss:// or --tls" : detail,
                failure);
    }

    private static RedisException unreachable(String kind, String address, String detail, JedisException failure) {
        return new RedisException(
                RedisException.Kind.UNREACHABLE,
                "cannot reach " + kind + " at " + address + " (" + detail + ")",
                failure);
    }

    private static String detail(Throwable root) {
        return root.getMessage() == null ? root.getClass().getSimpleName() : root.getMessage();
    }

    private static RedisException answered(
            String server, String reply, JedisException failure, @Nullable LuaScript script) {
        RedisException.Kind kind = rootOf(failure) instanceof ServerConnection.ClusterRefusal
                ? RedisException.Kind.CLUSTER
                : RedisException.Kind.of(reply);
        if (kind == RedisException.Kind.CLUSTER) {
            return new RedisException(kind, server + " is a Redis Cluster (it answered: " + reply + ")", failure);
        }
        String text = SCRIPT_TAIL.matcher(reply).replaceFirst("");
        Matcher line = SCRIPT_LINE.matcher(reply);
        if (script == null || !line.find() || !needsSource(kind, text)) {
            return new RedisException(kind, server + " answered: " + text, failure);
        }
        String source = script.line(Integer.parseInt(line.group(1)));
        return new RedisException(
                kind,
                server + " answered: " + text + ", at: " + source.substring(0, Math.min(MAX_SOURCE, source.length())),
                failure);
    }

    /**
     * Returns whether the script line says more than the reply: what is refused (Redis 7.0 names neither command nor
     * key, later versions no key). Problems of the whole server are the same on every line.
     */
    private static boolean needsSource(RedisException.Kind kind, String reply) {
        return switch (kind) {
            case NOPERM -> !NAMED_COMMAND.matcher(reply).find();
            case WRONGTYPE, OTHER -> true;
            default -> false;
        };
    }

    private static Throwable rootOf(Throwable failure) {
        Throwable root = failure;
        while (root.getCause() != null && root.getCause() != root) {
            root = root.getCause();
        }
        return root;
    }

    /** Advice on a failed TLS handshake. Loaded only when one fails. */
    private static final class TlsAdvice {

        private static final String OUR_CERTIFICATE =
                "it may require a client certificate, or a different one: --tls-cert and --tls-key, or"
                        + " ssl_certfile and ssl_keyfile";

        static String on(SSLException failure, Throwable root) {
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
}
