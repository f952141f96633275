/* Copyright the rqscheduler authors. Licensed under the Apache License, Version 2.0. */
package dev.rqscheduler.web.page;

import dev.rqscheduler.api.Zone;
import dev.rqscheduler.web.http.HttpProblem;
import dev.rqscheduler.web.http.LoginPage;
import dev.rqscheduler.web.http.ProblemPage;
import dev.rqscheduler.web.http.Request;
import dev.rqscheduler.web.http.RequestUser;
import dev.rqscheduler.web.http.Response;
import java.time.Instant;
import java.util.Map;
import java.util.Optional;

/** Renders error pages and the login page like all other pages, but without needing Redis. */
public final class PageStyle implements ProblemPage, LoginPage {

    private final PageFiles files = new PageFiles();
    private final PageTemplates templates = new PageTemplates();

    @Override
    public Response show(HttpProblem problem, Request request) {
        if (request.wantsJson() || !request.header("Accept").orElse("").contains("html")) {
            return ProblemPage.PLAIN.show(problem, request);
        }
        PageFrame frame = frame(problem.title(), request.visitor(), back(request));
        return Response.html(
                problem.status(), templates.render("problem.jte", Map.of("frame", frame, "model", problem)));
    }

    @Override
    public String html(String next, Optional<String> mistake) {
        RequestUser nobody = new RequestUser(false, Optional.empty(), false);
        return templates.render(
                "login.jte", Map.of("frame", frame("Log in", nobody, "/"), "model", new LoginModel(next, mistake)));
    }

    /** Returns the path to go to after a login: the requested page, or the page whose form was sent. */
    private static String back(Request request) {
        if (request.method().safe()) {
            return request.path() + (request.queryText().isEmpty() ? "" : "?" + request.queryText());
        }
        String form = request.header("Referer").orElse("");
        String here = "://" + request.header("Host").orElse("") + "/";
        int start = form.indexOf(here);
        boolean own = start > 0 && form.indexOf("://") == start;
        String path = own ? form.substring(start + here.length() - 1) : "/";
        return path.startsWith("//") || path.startsWith("/login") ? "/" : path;
    }

    private PageFrame frame(String title, RequestUser visitor, String path) {
        PageClock clock = new PageClock(Instant.EPOCH, Zone.UTC);
        return new PageFrame(title, PageFrame.Section.NONE, clock, visitor, path, Optional.empty(), files);
    }
}
