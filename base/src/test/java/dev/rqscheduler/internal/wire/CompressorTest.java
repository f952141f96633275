/* Copyright the rqscheduler authors. Licensed under the Apache License, Version 2.0. */
package dev.rqscheduler.internal.wire;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.ByteArrayOutputStream;
import java.util.Random;
import java.util.zip.Deflater;
import java.util.zip.DeflaterOutputStream;
import org.junit.jupiter.api.Test;

class CompressorTest {

    /** Large ones that cannot be compressed, empty ones, repetitive ones, in any order through one compressor. */
    @Test
    void oneForManyWritesWhatAFreshOneWouldWrite() throws Exception {
        long seed = System.nanoTime();
        Random random = new Random(seed);
        try (Compressor compressor = new Compressor()) {
            for (int i = 0; i < 200; i++) {
                byte[] plain = new byte[i % 7 == 0 ? 0 : random.nextInt(i % 5 == 0 ? 100_000 : 300)];
                if (i % 2 == 0) {
                    random.nextBytes(plain);
                }
                byte[] compressed = compressor.compress(plain);
                assertThat(compressed).as("seed %d, %d", seed, i).isEqualTo(fresh(plain));
                assertThat(Compressor.inflateOrSame(compressed))
                        .as("seed %d, %d", seed, i)
                        .isEqualTo(plain);
            }
        }
    }

    private static byte[] fresh(byte[] plain) throws Exception {
        var out = new ByteArrayOutputStream();
        var deflater = new Deflater();
        try (var stream = new DeflaterOutputStream(out, deflater)) {
            stream.write(plain);
        } finally {
            deflater.end();
        }
        return out.toByteArray();
    }
}
