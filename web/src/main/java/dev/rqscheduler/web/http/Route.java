/* Copyright the rqscheduler authors. Licensed under the Apache License, Version 2.0. */
package dev.rqscheduler.web.http;

/**
 * Maps a method and a path to a handler.
 *
 * @param path may have parameters, such as {@code /jobs/{id}}
 */
public record Route(HttpMethod method, String path, Access access, Handler handler) {}
