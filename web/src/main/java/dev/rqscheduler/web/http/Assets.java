/* Copyright the rqscheduler authors. Licensed under the Apache License, Version 2.0. */
package dev.rqscheduler.web.http;

import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.HexFormat;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import java.util.zip.GZIPOutputStream;

/**
 * Style sheets, scripts and images from the class path. The URL of each contains a digest of its content, so browsers can cache
 * it forever. Only registered files are served; no URL is ever turned into a file name.
 */
public final class Assets {

    /** The path they are served at; register {@link #handler()} with {@link Routes.Builder#open}. */
    public static final String PATH = "/assets/{digest}/{name}";

    private static final Map<String, String> TYPES = Map.of(
            "css", "text/css; charset=utf-8",
            "js", "text/javascript; charset=utf-8",
            "svg", "image/svg+xml");

    private final Map<String, String> resources;
    private final Map<String, Asset> loaded = new ConcurrentHashMap<>();

    /** Registers files by name, with their class path resource. */
    public Assets(Map<String, String> resources) {
        this.resources = new LinkedHashMap<>(resources);
    }

    /** Returns the URL of a registered file, for use in a page. */
    public String url(String name) {
        return "/assets/" + asset(name).digest() + "/" + name;
    }

    public Routes.Handler handler() {
        return request -> {
            String name = request.parameter("name");
            if (!resources.containsKey(name) || !asset(name).digest().equals(request.parameter("digest"))) {
                throw HttpProblem.notFound("file not found; reload the page");
            }
            Asset asset = asset(name);
            boolean packed = request.header("Accept-Encoding")
                    .filter(encodings -> encodings.contains("gzip"))
                    .isPresent();
            Response response = Response.bytes(200, asset.type(), packed ? asset.packed() : asset.content())
                    .withHeader("Cache-Control", "public, max-age=31536000, immutable")
                    .withHeader("Vary", "Accept-Encoding");
            return packed ? response.withHeader("Content-Encoding", "gzip") : response;
        };
    }

    private Asset asset(String name) {
        return loaded.computeIfAbsent(name, this::load);
    }

    private Asset load(String name) {
        String resource = resources.get(name);
        if (resource == null) {
            throw new IllegalArgumentException("unknown asset " + name);
        }
        try (InputStream in = Assets.class.getResourceAsStream(resource)) {
            if (in == null) {
                throw new IllegalArgumentException("asset " + name + ": " + resource + " is not on the class path");
            }
            byte[] content = in.readAllBytes();
            String type = TYPES.get(name.substring(name.lastIndexOf('.') + 1));
            if (type == null) {
                throw new IllegalArgumentException("asset " + name + " has an unknown file extension");
            }
            return new Asset(type, content, packed(content), digest(content));
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private static byte[] packed(byte[] content) throws IOException {
        ByteArrayOutputStream bytes = new ByteArrayOutputStream();
        try (GZIPOutputStream out = new GZIPOutputStream(bytes)) {
            out.write(content);
        }
        return bytes.toByteArray();
    }

    private static String digest(byte[] content) {
        try {
            byte[] digest = MessageDigest.getInstance("SHA-256").digest(content);
            return HexFormat.of().formatHex(digest, 0, 10);
        } catch (NoSuchAlgorithmException e) {
            throw new IllegalStateException("every Java has SHA-256", e);
        }
    }

    private record Asset(String type, byte[] content, byte[] packed, String digest) {}
}
