/* Copyright the rqscheduler authors. Licensed under the Apache License, Version 2.0. */
package dev.rqscheduler.web.page;

import java.util.Optional;

/**
 * The login page.
 *
 * @param next where to go afterwards
 * @param mistake why the last attempt failed
 */
public record LoginModel(String next, Optional<String> mistake) {}
