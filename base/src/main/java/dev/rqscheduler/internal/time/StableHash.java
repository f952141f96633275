/* Copyright the rqscheduler authors. Licensed under the Apache License, Version 2.0. */
package dev.rqscheduler.internal.time;

import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;

/**
 * Numbers that look random and depend on strings alone: the first eight bytes, big-endian, of the SHA-256 of the
 * strings in UTF-8, each ended by a zero byte. Users' schedules depend on these numbers, so this never changes. (A CRC
 * will not do: those of "a minute" and "b minute" differ by the same bits as those of "a hour" and "b hour".)
 */
final class StableHash {
    private StableHash() {}

    /** A number from 0 up to, and not including, {@code limit}, which is more than zero. */
    static long below(long limit, String... texts) {
        MessageDigest digest = sha256();
        for (String text : texts) {
            digest.update(text.getBytes(StandardCharsets.UTF_8));
            digest.update((byte) 0);
        }
        return Long.remainderUnsigned(ByteBuffer.wrap(digest.digest()).getLong(), limit);
    }

    private static MessageDigest sha256() {
        try {
            return MessageDigest.getInstance("SHA-256");
        } catch (NoSuchAlgorithmException e) {
            throw new IllegalStateException("every Java platform has SHA-256", e);
        }
    }
}
