/* Copyright the rqscheduler authors. Licensed under the Apache License, Version 2.0. */
package dev.rqscheduler.internal.tzdata;

import java.io.ByteArrayInputStream;
import java.io.DataInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.time.zone.ZoneRules;
import java.util.Optional;
import java.util.SortedSet;
import java.util.TreeSet;
import org.jspecify.annotations.Nullable;

/**
 * The data of ThreeTenBP, which publishes each release of tzdata in the form of the JDK's own {@code tzdb.dat}. The build
 * takes only this file, 42 kB compressed, and none of its classes, whose rules have their own type.
 */
final class BundledTzdata implements Tzdata {
    private static final String RESOURCE = "TZDB.dat";

    private volatile @Nullable TzdbFile file;

    @Override
    public TzdataChoice source() {
        return TzdataChoice.BUNDLED;
    }

    @Override
    public String origin() {
        return "bundled with rqscheduler";
    }

    /** Reads only the first few bytes of the file. */
    @Override
    public Optional<TzdataVersion> version() {
        try (DataInputStream in = new DataInputStream(open())) {
            return TzdataVersion.parse(TzdbFile.readVersion(in));
        } catch (IOException e) {
            throw broken(e);
        }
    }

    @Override
    public Optional<ZoneRules> rules(String id) {
        try {
            return file().rules(Links.target(id));
        } catch (IOException e) {
            throw broken(e);
        }
    }

    @Override
    public SortedSet<String> ids() {
        return new TreeSet<>(file().ids());
    }

    private TzdbFile file() {
        TzdbFile known = file;
        if (known == null) {
            try (InputStream in = open()) {
                known = TzdbFile.read(new DataInputStream(new ByteArrayInputStream(in.readAllBytes())));
            } catch (IOException e) {
                throw broken(e);
            }
            file = known;
        }
        return known;
    }

    private static InputStream open() throws IOException {
        InputStream in = BundledTzdata.class.getResourceAsStream(RESOURCE);
        if (in == null) {
            throw new IOException("it is missing from the jar");
        }
        return in;
    }

    private static TzdataException broken(IOException e) {
        return new TzdataException(
                "the time zone data bundled with rqscheduler, " + RESOURCE + ", cannot be read: " + e.getMessage(), e);
    }
}
