/* Copyright the rqscheduler authors. Licensed under the Apache License, Version 2.0. */
package dev.rqscheduler.cli.it;

import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Map;

/** Runs axe-core, which finds accessibility problems. */
final class Axe {

    private Axe() {}

    /** Returns the serious and critical problems, one line each. */
    @SuppressWarnings("unchecked")
    static List<String> faults(Chromium browser) {
        if (browser.evaluate("return typeof axe").equals("undefined")) {
            browser.evaluate(source());
        }
        Object found = browser.evaluateLater("""
                const done = arguments[arguments.length - 1];
                axe.run(document, {resultTypes: ["violations"]}).then(function (result) {
                  done(result.violations.map(function (fault) {
                    return {impact: String(fault.impact), words: fault.id + ": " + fault.help + ": "
                      + fault.nodes.map(function (node) { return node.html + " " + node.failureSummary; }).join("; ")};
                  }));
                }, function (error) { done([{impact: "critical", words: "axe failed: " + error}]); });
                """);
        return ((List<Map<String, String>>) found)
                .stream()
                        .filter(fault -> List.of("serious", "critical").contains(fault.get("impact")))
                        .map(fault -> String.valueOf(fault.get("words")))
                        .toList();
    }

    private static String source() {
        try (InputStream in = Axe.class.getResourceAsStream("/axe.min.js")) {
            if (in == null) {
                throw new IllegalStateException("axe.min.js is not on the class path");
            }
            return new String(in.readAllBytes(), StandardCharsets.UTF_8);
        } catch (IOException e) {
            throw new java.io.UncheckedIOException(e);
        }
    }
}
