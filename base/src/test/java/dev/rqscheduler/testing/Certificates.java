/* Copyright the rqscheduler authors. Licensed under the Apache License, Version 2.0. */
package dev.rqscheduler.testing;

import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.GeneralSecurityException;
import java.security.KeyStore;
import java.security.cert.Certificate;
import java.util.ArrayList;
import java.util.Base64;
import java.util.List;

/** Authorities and certificates for one test, made by the JDK's keytool, as PEM files. */
public final class Certificates {

    private static final String PASSWORD = "changeit";

    private final Path folder;
    private final Path store;

    public Certificates(Path folder) {
        this.folder = folder;
        this.store = folder.resolve("store.p12");
    }

    /** A certificate and its key as PEM files. */
    public record Pem(Path certificate, Path key) {}

    public Pem authority(String name) {
        return make(name, "EC", "-ext", "bc:c");
    }

    /** Valid from now on for the names, such as {@code dns:localhost,ip:127.0.0.1}. */
    public Pem signed(String name, String authority, String keys, String names) {
        return make(name, keys, "-signer", authority, "-ext", "san=" + names);
    }

    /** As {@link #signed}, and not valid any more since yesterday. */
    public Pem expired(String name, String authority, String names) {
        return make(name, "EC", "-signer", authority, "-ext", "san=" + names, "-startdate", "-2d", "-validity", "1");
    }

    private Pem make(String name, String keys, String... more) {
        List<String> command = new ArrayList<>(List.of(
                Path.of(System.getProperty("java.home"), "bin", "keytool").toString(),
                "-genkeypair",
                "-keystore",
                store.toString(),
                "-storetype",
                "PKCS12",
                "-storepass",
                PASSWORD,
                "-alias",
                name,
                "-dname",
                "CN=" + name,
                "-keyalg",
                keys));
        command.addAll(List.of(more));
        try {
            Process keytool =
                    new ProcessBuilder(command).redirectErrorStream(true).start();
            String said = new String(keytool.getInputStream().readAllBytes(), StandardCharsets.UTF_8);
            if (keytool.waitFor() != 0) {
                throw new IllegalStateException("keytool: " + said);
            }
            return export(name);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new IllegalStateException(e);
        }
    }

    private Pem export(String name) throws IOException {
        try (InputStream in = Files.newInputStream(store)) {
            KeyStore keys = KeyStore.getInstance("PKCS12");
            keys.load(in, PASSWORD.toCharArray());
            StringBuilder chain = new StringBuilder();
            for (Certificate certificate : keys.getCertificateChain(name)) {
                chain.append("subject of the block below: ").append(name).append('\n');
                chain.append(pem("CERTIFICATE", certificate.getEncoded()));
            }
            byte[] key = keys.getKey(name, PASSWORD.toCharArray()).getEncoded();
            return new Pem(
                    Files.writeString(folder.resolve(name + ".crt"), chain),
                    Files.writeString(folder.resolve(name + ".key"), pem("PRIVATE KEY", key)));
        } catch (GeneralSecurityException e) {
            throw new IllegalStateException(e);
        }
    }

    private static String pem(String label, byte[] bytes) {
        String base64 = Base64.getMimeEncoder(64, new byte[] {'\n'}).encodeToString(bytes);
        return "-----BEGIN " + label + "-----\n" + base64 + "\n-----END " + label + "-----\n";
    }
}
