/* Copyright the rqscheduler authors. Licensed under the Apache License, Version 2.0. */
package dev.rqscheduler.internal.tls;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.rqscheduler.api.RedisConfig;
import dev.rqscheduler.api.RedisTls;
import dev.rqscheduler.internal.connection.RedisConnection;
import dev.rqscheduler.testing.Prerequisites;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Files for TLS that are not what they should be: said at once, with the file's name and what to do. */
class TlsFilesTest {

    @TempDir
    private Path folder = Path.of("");

    private void refusedCa(Path file, String why) {
        assertThatThrownBy(() -> new RedisConnection(
                        RedisConfig.DEFAULT.toBuilder()
                                .tls(RedisTls.DEFAULT.toBuilder().ca(file).build())
                                .build(),
                        1))
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessageStartingWith("TLS CA file " + file + " ")
                .hasMessageContaining(why)
                .hasMessageNotContaining("\n");
    }

    private Path file(String name, String text) throws IOException {
        return Files.writeString(folder.resolve(name), text);
    }

    private static String block(String label, String text) {
        return "-----BEGIN " + label + "-----\n" + text + "\n-----END " + label + "-----\n";
    }

    @Test
    void anAuthorityMustBeThere() throws IOException {
        refusedCa(folder.resolve("nothing"), "does not exist");
        refusedCa(folder, "is a directory");
        refusedCa(file("empty", ""), "is not PEM");
        refusedCa(file("der", "0\u0001\u0002"), "is not PEM");
        refusedCa(file("key", block("PRIVATE KEY", "AAAA")), "has no certificate");
        refusedCa(file("cut", "-----BEGIN CERTIFICATE-----\nAAAA"), "is truncated");
        refusedCa(file("noise", block("CERTIFICATE", "AAAA")), "cannot be read");
        refusedCa(file("huge", "x".repeat(2_000_000)), "more than 1048576 bytes");
    }

    @Test
    void aKeyInAnotherFormNamesTheCommandThatConvertsIt() throws Exception {
        Prerequisites.require(
                Arrays.stream(String.valueOf(System.getenv("PATH")).split(":"))
                        .anyMatch(path -> Files.isExecutable(Path.of(path, "openssl"))),
                "no openssl on PATH (apt install openssl)");
        Path certificate = folder.resolve("c.pem");
        Path good = folder.resolve("good.key");
        openssl(
                "req",
                "-x509",
                "-newkey",
                "rsa:2048",
                "-nodes",
                "-keyout",
                "good.key",
                "-out",
                "c.pem",
                "-subj",
                "/CN=x");
        openssl("rsa", "-traditional", "-in", "good.key", "-out", "pkcs1.key");
        openssl(
                "rsa",
                "-traditional",
                "-aes128",
                "-passout",
                "pass:geheim",
                "-in",
                "good.key",
                "-out",
                "pkcs1-enc.key");
        openssl("pkcs8", "-topk8", "-passout", "pass:geheim", "-in", "good.key", "-out", "pkcs8-enc.key");
        new RedisTls(null, certificate, good, false).check();

        for (String name : List.of("pkcs1.key", "pkcs1-enc.key", "pkcs8-enc.key")) {
            Path key = folder.resolve(name);
            String how = "openssl pkcs8 -topk8 -nocrypt -in " + key + " -out client-pkcs8.key";
            assertThatThrownBy(() -> new RedisTls(null, certificate, key, false).check())
                    .isInstanceOf(IllegalArgumentException.class)
                    .hasMessageStartingWith("TLS client key " + key)
                    .hasMessageContaining(name.contains("enc") ? "has a passphrase" : "is not in PKCS#8 form")
                    .hasMessageEndingWith("; convert it: " + how);
            String[] words = how.substring("openssl ".length()).split(" ");
            openssl(name.contains("enc") ? with(words, "-passin", "pass:geheim") : words);
            new RedisTls(null, certificate, folder.resolve("client-pkcs8.key"), false).check();
        }
        assertThatThrownBy(() -> new RedisTls(null, certificate, certificate, false).check())
                .hasMessageEndingWith("has no private key");
        Path both = file("both.pem", Files.readString(certificate) + Files.readString(good));
        new RedisTls(null, both, both, false).check();
    }

    private static String[] with(String[] words, String... more) {
        String[] all = Arrays.copyOf(words, words.length + more.length);
        System.arraycopy(more, 0, all, words.length, more.length);
        return all;
    }

    private void openssl(String... words) throws IOException, InterruptedException {
        Process openssl = new ProcessBuilder(with(new String[] {"openssl"}, words))
                .directory(folder.toFile())
                .redirectErrorStream(true)
                .start();
        String said = new String(openssl.getInputStream().readAllBytes(), StandardCharsets.UTF_8);
        assertThat(openssl.waitFor()).as(said).isZero();
    }

    @Test
    void aCertificateAndItsKeyGoTogether() {
        Path file = folder.resolve("c.pem");
        assertThatThrownBy(() -> new RedisTls(null, file, null, false)).hasMessageContaining("needs its private key");
        assertThatThrownBy(() -> new RedisTls(null, null, file, false)).hasMessageContaining("needs its certificate");
        assertThatThrownBy(() -> new RedisTls(file, null, null, true)).hasMessageContaining("has no effect");
    }
}
