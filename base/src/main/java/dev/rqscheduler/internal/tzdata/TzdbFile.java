/* Copyright the rqscheduler authors. Licensed under the Apache License, Version 2.0. */
package dev.rqscheduler.internal.tzdata;

import java.io.ByteArrayInputStream;
import java.io.DataInputStream;
import java.io.IOException;
import java.time.zone.ZoneRules;
import java.util.HashMap;
import java.util.Map;
import java.util.Optional;
import java.util.Set;

/** A {@code tzdb.dat}: the names of zones, and for each the number of its rules, which are decoded on demand. */
final class TzdbFile {
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
