/* Copyright the rqscheduler authors. Licensed under the Apache License, Version 2.0. */
package dev.rqscheduler.web.http;

/**
 * One thing the server does.
 *
 * @param path with parameters, such as {@code /jobs/{id}}
 */
public record Route(HttpMethod method, String path, Access access, Handler handler) {}
