/* Copyright the rqscheduler authors. Licensed under the Apache License, Version 2.0. */
package dev.rqscheduler.web.health;

import java.util.Map;

/**
 * The result of a health check.
 *
 * @param reason one line for display
 * @param details additional values by name, in the types that {@link dev.rqscheduler.web.http.JsonOut} supports
 */
public record HealthReport(boolean ok, String reason, Map<String, Object> details) {}
