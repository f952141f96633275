/* Copyright the rqscheduler authors. Licensed under the Apache License, Version 2.0. */
package dev.rqscheduler.internal.tls;

import java.security.GeneralSecurityException;
import java.security.KeyFactory;
import java.security.PrivateKey;
import java.security.PublicKey;
import java.security.Signature;
import java.security.spec.PKCS8EncodedKeySpec;
import java.util.Map;

/** The private key of a client certificate, from a PEM file. */
final class ClientKey {

    /** The signature algorithm for each type of key, used to match a key with its certificate. */
    private static final Map<String, String> SIGNATURES =
            Map.of("RSA", "SHA256withRSA", "EC", "SHA256withECDSA", "EdDSA", "EdDSA");

    private ClientKey() {}

    /**
     * @param certified the public key in the certificate
     * @throws IllegalArgumentException if it is not PKCS#8 without a passphrase, or does not match the     certificate
     */
    static PrivateKey read(PemFile file, PublicKey certified) {
        for (PemFile.Block block : file.blocks()) {
            switch (block.label()) {
                case "PRIVATE KEY" -> {
                    return matching(file, file.bytes(block), certified);
                }
                case "ENCRYPTED PRIVATE KEY" ->
                    throw file.refused("has a passphrase, which is not supported; " + conversion(file), null);
                case "RSA PRIVATE KEY", "EC PRIVATE KEY", "DSA PRIVATE KEY" -> {
                    boolean encrypted = block.text().contains("ENCRYPTED");
                    throw file.refused(
                            (encrypted ? "has a passphrase, which is not supported; " : "is not in PKCS#8 form; ")
                                    + conversion(file),
                            null);
                }
                default -> {}
            }
        }
        throw file.refused("has no private key", null);
    }

    private static String conversion(PemFile file) {
        return "convert it: openssl pkcs8 -topk8 -nocrypt -in " + file.path() + " -out client-pkcs8.key";
    }

    private static PrivateKey matching(PemFile file, byte[] encoded, PublicKey certified) {
        PrivateKey key;
        try {
            key = KeyFactory.getInstance(certified.getAlgorithm()).generatePrivate(new PKCS8EncodedKeySpec(encoded));
        } catch (GeneralSecurityException e) {
            throw file.refused(
                    "does not hold the key of the client certificate, which is of type " + certified.getAlgorithm(), e);
        }
        String signature = SIGNATURES.get(certified.getAlgorithm());
        if (signature != null && !signs(key, certified, signature)) {
            throw file.refused("holds a key that does not match the client certificate", null);
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
