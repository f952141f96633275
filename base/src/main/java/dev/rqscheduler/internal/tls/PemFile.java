/* Copyright the rqscheduler authors. Licensed under the Apache License, Version 2.0. */
package dev.rqscheduler.internal.tls;

import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.AccessDeniedException;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.security.GeneralSecurityException;
import java.security.KeyFactory;
import java.security.PrivateKey;
import java.security.PublicKey;
import java.security.Signature;
import java.security.cert.CertificateException;
import java.security.cert.CertificateFactory;
import java.security.cert.X509Certificate;
import java.security.spec.PKCS8EncodedKeySpec;
import java.util.ArrayList;
import java.util.Base64;
import java.util.List;
import java.util.Map;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/**
 * A file of blocks such as {@code -----BEGIN CERTIFICATE-----}, with arbitrary text between them.
 *
 * @param what the file is, for messages
 */
record PemFile(String what, Path path, List<Block> blocks) {

    /** Four times the size of the bundle of all public authorities. */
    private static final int MAX_BYTES = 1 << 20;

    /** The signature algorithm for each type of key, used to match a key with its certificate. */
    private static final Map<String, String> SIGNATURES =
            Map.of("RSA", "SHA256withRSA", "EC", "SHA256withECDSA", "EdDSA", "EdDSA");

    private static final Pattern BEGIN = Pattern.compile("-----BEGIN ([A-Z0-9 ]{1,40})-----");

    /** @param text the content between the two lines: headers, if any, and Base64 */
    record Block(String label, String text) {}

    /** @throws IllegalArgumentException if it cannot be read or has no such block */
    static PemFile read(String what, Path path) {
        byte[] bytes;
        try (InputStream in = Files.newInputStream(path)) {
            bytes = in.readNBytes(MAX_BYTES + 1);
        } catch (NoSuchFileException e) {
            throw refused(what, path, "does not exist", e);
        } catch (AccessDeniedException e) {
            throw refused(what, path, "is not readable by this user", e);
        } catch (IOException e) {
            throw refused(
                    what, path, Files.isDirectory(path) ? "is a directory" : "cannot be read: " + e.getMessage(), e);
        }
        if (bytes.length > MAX_BYTES) {
            throw refused(what, path, "has more than " + MAX_BYTES + " bytes: is it the right file?", null);
        }
        List<Block> blocks = blocks(what, path, new String(bytes, StandardCharsets.ISO_8859_1));
        if (blocks.isEmpty()) {
            throw refused(what, path, "is not PEM: it must have lines such as -----BEGIN CERTIFICATE-----", null);
        }
        return new PemFile(what, path, blocks);
    }

    private static List<Block> blocks(String what, Path path, String text) {
        List<Block> blocks = new ArrayList<>();
        Matcher begin = BEGIN.matcher(text);
        int from = 0;
        while (begin.find(from)) {
            String label = begin.group(1);
            int end = text.indexOf("-----END " + label + "-----", begin.end());
            if (end < 0) {
                throw refused(what, path, "has a block " + label + " without an end: it is truncated", null);
            }
            blocks.add(new Block(label, text.substring(begin.end(), end)));
            from = end;
        }
        return blocks;
    }

    /** @throws IllegalArgumentException if there is none, or one that cannot be read */
    List<X509Certificate> certificates() {
        List<X509Certificate> certificates = new ArrayList<>();
        for (Block block : blocks) {
            if (block.label().equals("CERTIFICATE")) {
                try {
                    certificates.add((X509Certificate) CertificateFactory.getInstance("X.509")
                            .generateCertificate(new ByteArrayInputStream(bytes(block))));
                } catch (CertificateException e) {
                    throw refused("has a certificate that cannot be read: " + e.getMessage(), e);
                }
            }
        }
        if (certificates.isEmpty()) {
            throw refused("has no certificate", null);
        }
        return certificates;
    }

    byte[] bytes(Block block) {
        try {
            return Base64.getMimeDecoder().decode(block.text());
        } catch (IllegalArgumentException e) {
            throw refused("has a block " + block.label() + " that is not Base64", e);
        }
    }

    IllegalArgumentException refused(String why, @Nullable Throwable cause) {
        return refused(what, path, why, cause);
    }

    private static IllegalArgumentException refused(String what, Path path, String why, @Nullable Throwable cause) {
        return new IllegalArgumentException("TLS " + what + " " + path + " " + why, cause);
    }

    /**
     * Returns the private key in it.
     *
     * @param certified the public key in its certificate
     * @throws IllegalArgumentException if it is not PKCS#8 without a passphrase, or does not match the certificate
     */
    PrivateKey privateKey(PublicKey certified) {
        for (Block block : blocks) {
            switch (block.label()) {
                case "PRIVATE KEY" -> {
                    return matching(bytes(block), certified);
                }
                case "ENCRYPTED PRIVATE KEY" ->
                    throw refused("has a passphrase, which is not supported; " + conversion(), null);
                case "RSA PRIVATE KEY", "EC PRIVATE KEY", "DSA PRIVATE KEY" -> {
                    boolean encrypted = block.text().contains("ENCRYPTED");
                    throw refused(
                            (encrypted ? "has a passphrase, which is not supported; " : "is not in PKCS#8 form; ")
                                    + conversion(),
                            null);
                }
                default -> {}
            }
        }
        throw refused("has no private key", null);
    }

    private String conversion() {
        return "convert it: openssl pkcs8 -topk8 -nocrypt -in " + path + " -out client-pkcs8.key";
    }

    private PrivateKey matching(byte[] encoded, PublicKey certified) {
        PrivateKey key;
        try {
            key = KeyFactory.getInstance(certified.getAlgorithm()).generatePrivate(new PKCS8EncodedKeySpec(encoded));
        } catch (GeneralSecurityException e) {
            throw refused(
                    "does not hold the key of the client certificate, which is of type " + certified.getAlgorithm(), e);
        }
        String signature = SIGNATURES.get(certified.getAlgorithm());
        if (signature != null && !signs(key, certified, signature)) {
            throw refused("holds a key that does not match the client certificate", null);
        }
        return key;
    }

    private static boolean signs(PrivateKey key, PublicKey certified, String algorithm) {
        byte[] text = {1, 2, 3};
        try {
            Signature signer = Signature.getInstance(algorithm);
            signer.initSign(key);
            signer.update(text);
            byte[] signed = signer.sign();
            Signature verifier = Signature.getInstance(algorithm);
            verifier.initVerify(certified);
            verifier.update(text);
            return verifier.verify(signed);
        } catch (GeneralSecurityException e) {
            return false;
        }
    }
}
