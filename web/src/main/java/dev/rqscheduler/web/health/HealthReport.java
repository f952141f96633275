/* Copyright the rqscheduler authors. Licensed under the Apache License, Version 2.0. */
package dev.rqscheduler.web.health;

import java.util.Map;

/**
 * One answer about health.
 *
 * @param reason one line for people
 * @param details further facts by name, as {@link dev.rqscheduler.web.http.JsonOut} writes them
 */
public record HealthReport(boolean ok, String reason, Map<String, Object> details) {}
