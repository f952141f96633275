/* Copyright the rqscheduler authors. Licensed under the Apache License, Version 2.0. */
package dev.rqscheduler.web.page;

import dev.rqscheduler.api.CallData;
import dev.rqscheduler.api.Explanation;
import dev.rqscheduler.api.Explanation.Place;
import dev.rqscheduler.api.Explanation.Topic;
import dev.rqscheduler.api.JobDetails;
import dev.rqscheduler.web.site.Site;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/**
 * One job with its explanation.
 *
 * @param mistake the error in the entered due time
 */
public record JobModel(
        JobDetails details, Explanation story, Optional<String> mistake, String typed, boolean hideArguments) {

    /** A heading and the sentences below it. */
    public record Chapter(String heading, List<String> sentences) {}

    public List<Chapter> chapters() {
        return Arrays.stream(Topic.values())
                .map(topic -> new Chapter(heading(topic), story.about(topic)))
                .filter(chapter -> !chapter.sentences().isEmpty())
                .toList();
    }

    private static String heading(Topic topic) {
        return switch (topic) {
            case WHERE -> "Current state";
            case WHAT -> "Job";
            case NEXT -> "Next runs";
            case LAST -> "Latest activity";
            case WAITS -> "Waiting";
            case DO -> "What you can do";
        };
    }

    public boolean scheduled() {
        return details.due().isPresent();
    }

    public boolean quarantined() {
        return story.place() == Place.QUARANTINED || details.inQuarantine().isPresent();
    }

    /** Returns the call, for use as a heading. */
    public String call() {
        return CallText.of(details, hideArguments);
    }

    /** Returns the author's description, if it is not just the call. */
    public Optional<String> description() {
        String function = details.data().map(CallData::function).orElse("");
        return Optional.ofNullable(details.fields().get("description"))
                .filter(text -> !hideArguments && !text.isEmpty() && !text.startsWith(function + "("));
    }

    public Map<String, String> fields() {
        return Site.shown(details.fields(), hideArguments);
    }

    /** Returns the meta as Python would print it, if it may be shown. */
    public Optional<String> meta() {
        return details.meta().filter(text -> !hideArguments);
    }

    public String queue() {
        return details.fields().getOrDefault("origin", "");
    }

    /** Returns the named schedule that this job is a run of. */
    public Optional<String> schedule() {
        return story.about(Topic.WHAT).stream()
                .filter(sentence -> sentence.startsWith("a run of schedule "))
                .map(sentence -> sentence.substring(sentence.lastIndexOf(' ') + 1))
                .findFirst();
    }
}
