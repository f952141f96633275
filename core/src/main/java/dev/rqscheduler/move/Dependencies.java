/* Copyright the rqscheduler authors. Licensed under the Apache License, Version 2.0. */
package dev.rqscheduler.move;

import static dev.rqscheduler.move.BadJobException.quoted;

import com.fasterxml.jackson.core.JsonFactory;
import com.fasterxml.jackson.core.JsonParser;
import com.fasterxml.jackson.core.JsonToken;
import java.io.IOException;
import java.util.ArrayList;
import java.util.List;

/** The jobs that a job waits for: {@code dependency_ids}, a JSON array, or before RQ 1.9 {@code dependency_id}. */
final class Dependencies {

    private static final int MAX = 1_000;
    private static final JsonFactory JSON = new JsonFactory();

    private Dependencies() {}

    static List<String> of(DueJob job) {
        byte[] many = job.raw(JobField.DEPENDENCY_IDS);
        if (many == null) {
            String one = job.text(JobField.DEPENDENCY_ID);
            return one.isEmpty() ? List.of() : List.of(one);
        }
        List<String> ids = new ArrayList<>();
        try (JsonParser json = JSON.createParser(many)) {
            if (json.nextToken() != JsonToken.START_ARRAY) {
                throw malformed(job);
            }
            while (json.nextToken() == JsonToken.VALUE_STRING) {
                ids.add(json.getText());
            }
            if (json.currentToken() != JsonToken.END_ARRAY || json.nextToken() != null) {
                throw malformed(job);
            }
        } catch (IOException e) {
            throw malformed(job);
        }
        if (ids.size() > MAX) {
            throw new BadJobException("it depends on " + ids.size() + " jobs; at most " + MAX + " are looked at");
        }
        return ids;
    }

    private static BadJobException malformed(DueJob job) {
        return new BadJobException(
                "dependency_ids must be a JSON list of job ids, not " + quoted(job.text(JobField.DEPENDENCY_IDS)));
    }
}
