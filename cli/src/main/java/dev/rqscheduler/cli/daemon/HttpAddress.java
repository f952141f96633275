/* Copyright the rqscheduler authors. Licensed under the Apache License, Version 2.0. */
package dev.rqscheduler.cli.daemon;

import dev.rqscheduler.cli.failure.UsageException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** Where {@code --http} listens. */
final class HttpAddress {

    private static final Pattern FORM = Pattern.compile("(?:(\\[[0-9a-fA-F:.%]+]|[^:\\[\\]]*):)?([0-9]{1,5})");
    private static final int HIGHEST_PORT = 65_535;

    private HttpAddress() {}

    /**
     * @param text {@code PORT}, {@code HOST:PORT} or {@code [IPv6]:PORT}; without a host it is 127.0.0.1
     * @throws UsageException if it is not in that form
     */
    static InetSocketAddress parse(String text) {
        Matcher matcher = FORM.matcher(text);
        if (!matcher.matches() || Integer.parseInt(matcher.group(2)) > HIGHEST_PORT) {
            throw new UsageException("--http takes [HOST:]PORT with a port up to " + HIGHEST_PORT
                    + ", such as 9181, 0.0.0.0:9181 or [::1]:9181; not \"" + text + "\"");
        }
        int port = Integer.parseInt(matcher.group(2));
        String host = matcher.group(1);
        if (host == null) {
            return new InetSocketAddress(InetAddress.getLoopbackAddress(), port);
        }
        if (host.isEmpty()) {
            throw new UsageException("--http \"" + text
                    + "\" has no host; write PORT alone for this machine only, or 0.0.0.0:PORT for all interfaces");
        }
        InetSocketAddress address = new InetSocketAddress(host.replaceAll("[\\[\\]]", ""), port);
        if (address.isUnresolved()) {
            throw new UsageException("--http: unknown host " + host);
        }
        return address;
    }
}
