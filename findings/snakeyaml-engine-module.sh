#!/usr/bin/env bash
# SnakeYAML Engine 3.2 as a module hides the package of its own low-level API.
#
# org.snakeyaml.engine.v2.api.lowlevel has the public, documented classes Parse, Compose, Present and Serialize, which give events and
# nodes with their lines. On the class path they work; a program with a module-info cannot compile with them, since the library's
# module exports the packages around this one only. A library that reports line numbers has to stay an automatic module.
source "$(dirname "${BASH_SOURCE[0]}")/packages.sh"

maven org.snakeyaml:snakeyaml-engine:3.2
jar=$(tr : '\n' <<<"$classpath" | grep snakeyaml-engine)
mkdir -p "$scratch/plain/demo" "$scratch/modular/demo"
cat >"$scratch/plain/demo/Events.java" <<'JAVA'
package demo;

import org.snakeyaml.engine.v2.api.LoadSettings;
import org.snakeyaml.engine.v2.api.lowlevel.Parse;

class Events {
    public static void main(String[] args) {
        int events = 0;
        for (Object event : new Parse(LoadSettings.builder().build()).parseString("a: 1")) events++;
        System.out.println(events);
    }
}
JAVA
cp "$scratch/plain/demo/Events.java" "$scratch/modular/demo/"
echo 'module demo { requires org.snakeyaml.engine; }' >"$scratch/modular/module-info.java"
javac -cp "$jar" -d "$scratch/plain/out" "$scratch/plain/demo/Events.java"
seen "events of \"a: 1\" on the class path" 8 "$(java -cp "$jar:$scratch/plain/out" demo.Events)"
seen "exported packages, and those of the low-level API among them" "18, 0" \
    "$(jar --describe-module --file "$jar" | grep -c '^exports '), $(jar --describe-module --file "$jar" | grep -c '^exports .*lowlevel' || true)"
seen "in a module" "(package org.snakeyaml.engine.v2.api.lowlevel is declared in module org.snakeyaml.engine, which does not export it)" \
    "$(javac -p "$jar" -d "$scratch/modular/out" "$scratch"/modular/module-info.java "$scratch"/modular/demo/Events.java 2>&1 |
        grep -o '(package .*)' | head -n 1)"
