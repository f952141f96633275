/* Copyright the rqscheduler authors. Licensed under the Apache License, Version 2.0. */
package dev.rqscheduler.web.http;

import java.nio.charset.StandardCharsets;
import java.security.GeneralSecurityException;
import java.security.MessageDigest;
import java.util.HexFormat;
import javax.crypto.Mac;
import javax.crypto.spec.SecretKeySpec;

/** The secret required for changes. It is compared in constant time and never shown. */
public final class AccessToken {

    /** Minimum length; shorter tokens could be guessed over the network. */
    public static final int SHORTEST = 16;

    private static final String HMAC = "HmacSHA256";

    private final SecretKeySpec key;

    /**
     * Creates a token.
     *
     * @param secret at least {@link #SHORTEST} printable ASCII characters without spaces
     * @throws IllegalArgumentException if it is invalid; the message does not contain it
     */
    public AccessToken(String secret) {
        if (secret.length() < SHORTEST) {
            throw new IllegalArgumentException("the token has " + secret.length() + " characters but needs at least "
                    + SHORTEST + "; create one with: openssl rand -hex 32");
        }
        if (!secret.chars().allMatch(c -> c > ' ' && c < 127)) {
            throw new IllegalArgumentException(
                    "the token must consist of printable ASCII characters without spaces; create one with: openssl rand -hex 32");
        }
        this.key = new SecretKeySpec(secret.getBytes(StandardCharsets.US_ASCII), HMAC);
    }

    boolean is(String other) {
        // Compare digests, so that timing does not reveal even the length.
        byte[] secret = other.getBytes(StandardCharsets.UTF_8);
        SecretKeySpec shown = new SecretKeySpec(secret.length == 0 ? new byte[1] : secret, HMAC);
        return MessageDigest.isEqual(mac(key, "token"), mac(shown, "token"));
    }

    /** Returns the HMAC of a string with this token as the key: 64 hex digits. */
    String seal(String text) {
        return HexFormat.of().formatHex(mac(key, text));
    }

    boolean isSeal(String seal, String text) {
        return MessageDigest.isEqual(
                seal(text).getBytes(StandardCharsets.US_ASCII), seal.getBytes(StandardCharsets.UTF_8));
    }

    private static byte[] mac(SecretKeySpec key, String text) {
        try {
            Mac mac = Mac.getInstance(HMAC);
            mac.init(key);
            return mac.doFinal(text.getBytes(StandardCharsets.UTF_8));
        } catch (GeneralSecurityException e) {
            throw new IllegalStateException("every Java has " + HMAC, e);
        }
    }

    @Override
    public String toString() {
        return "AccessToken(hidden)";
    }
}
