/* Copyright the rqscheduler authors. Licensed under the Apache License, Version 2.0. */
package dev.rqscheduler.internal.tzdata;

import java.io.ByteArrayInputStream;
import java.io.DataInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.time.zone.ZoneRules;
import java.time.zone.ZoneRulesException;
import java.time.zone.ZoneRulesProvider;
import java.util.HashMap;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.SortedSet;
import java.util.TreeSet;
import org.jspecify.annotations.Nullable;

/** The two sources that are built for Java: the running JDK's and the bundled one. Both lack some of the names. */
final class JavaTzdata {
    private JavaTzdata() {}

    /** The running JDK's data, read through its public API. */
    static final class Jdk implements Tzdata {

        @Override
        public TzdataChoice source() {
            return TzdataChoice.JDK;
        }

        @Override
        public String origin() {
            return "from this JDK (" + Runtime.version() + ")";
        }

        @Override
        public Optional<TzdataVersion> version() {
            try {
                return TzdataVersion.parse(ZoneRulesProvider.getVersions("UTC").lastKey());
            } catch (ZoneRulesException e) {
                return Optional.empty();
            }
        }

        @Override
        public Optional<ZoneRules> rules(String id) {
            try {
                return Optional.of(ZoneRulesProvider.getRules(Links.target(id), false));
            } catch (ZoneRulesException e) {
                return Optional.empty();
            }
        }

        @Override
        public SortedSet<String> ids() {
            return new TreeSet<>(ZoneRulesProvider.getAvailableZoneIds());
        }
    }

    /**
     * The data of ThreeTenBP, which publishes each release of tzdata in the form of the JDK's own {@code tzdb.dat}. The build
     * takes only this file, 42 kB compressed, and none of its classes, whose rules have their own type.
     */
    static final class Bundled implements Tzdata {
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
            InputStream in = JavaTzdata.class.getResourceAsStream(RESOURCE);
            if (in == null) {
                throw new IOException("it is missing from the jar");
            }
            return in;
        }

        private static TzdataException broken(IOException e) {
            return new TzdataException(
                    "the time zone data bundled with rqscheduler, " + RESOURCE + ", cannot be read: " + e.getMessage(),
                    e);
        }
    }

    /** A {@code tzdb.dat}: the names of zones, and for each the number of its rules, which are decoded on demand. */
    private static final class TzdbFile {
        private static final int FORMAT = 1;
        private static final String GROUP = "TZDB";

        private final Map<String, byte[]> rules;

        private TzdbFile(Map<String, byte[]> rules) {
            this.rules = rules;
        }

        /** Returns the newest release in it, which is the last; in practice there is only one. */
        static String readVersion(DataInputStream in) throws IOException {
            if (in.readByte() != FORMAT || !in.readUTF().equals(GROUP)) {
                throw new IOException("it is not a tzdb.dat file");
            }
            String version = "";
            for (int left = in.readUnsignedShort(); left > 0; left--) {
                version = in.readUTF();
            }
            return version;
        }

        static TzdbFile read(DataInputStream in) throws IOException {
            readVersion(in);
            String[] ids = new String[in.readUnsignedShort()];
            for (int i = 0; i < ids.length; i++) {
                ids[i] = in.readUTF();
            }
            byte[][] coded = new byte[in.readUnsignedShort()][];
            for (int i = 0; i < coded.length; i++) {
                coded[i] = in.readNBytes(in.readUnsignedShort());
            }
            Map<String, byte[]> rules = new HashMap<>();
            for (int left = in.readUnsignedShort(); left > 0; left--) {
                rules.put(ids[in.readUnsignedShort()], coded[in.readUnsignedShort()]);
            }
            return new TzdbFile(rules);
        }

        Set<String> ids() {
            return rules.keySet();
        }

        Optional<ZoneRules> rules(String id) throws IOException {
            byte[] coded = rules.get(id);
            return coded == null
                    ? Optional.empty()
                    : Optional.of(RulesForm.read(new DataInputStream(new ByteArrayInputStream(coded))));
        }
    }

    /** Names of the database that builders for Java omit, and their targets. */
    private static final class Links {
        private static final String POSIX = "posix/";
        private static final Map<String, String> TARGETS = Map.of(
                "EST", "America/Panama",
                "MST", "America/Phoenix",
                "HST", "Pacific/Honolulu",
                "ROC", "Asia/Taipei",
                "UTC", "Etc/UTC",
                "GMT", "Etc/GMT",
                "GMT+0", "Etc/GMT",
                "GMT-0", "Etc/GMT",
                "GMT0", "Etc/GMT",
                "Factory", "Etc/UTC");

        private Links() {}

        static String target(String id) {
            String plain = id.startsWith(POSIX) ? id.substring(POSIX.length()) : id;
            return TARGETS.getOrDefault(plain, plain);
        }
    }
}
