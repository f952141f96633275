/* Copyright the rqscheduler authors. Licensed under the Apache License, Version 2.0. */
package dev.rqscheduler.web.page;

import dev.rqscheduler.api.Zone;
import dev.rqscheduler.web.http.Assets;
import dev.rqscheduler.web.http.HttpProblem;
import dev.rqscheduler.web.http.Request;
import dev.rqscheduler.web.http.Response;
import dev.rqscheduler.web.http.Routes;
import dev.rqscheduler.web.http.ServerPages;
import dev.rqscheduler.web.site.Site;
import gg.jte.ContentType;
import gg.jte.TemplateEngine;
import gg.jte.output.StringOutput;
import java.time.Instant;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;

/** Renders all pages in their common frame; errors and the login without needing Redis. */
public final class HtmlPages implements ServerPages {

    private static final String FOLDER = "/dev/rqscheduler/web/page/";

    /** Style sheets and scripts. Third-party files are taken from their webjars at build time. */
    private final Assets files = new Assets(Map.of(
            "pico.css", FOLDER + "pico.min.css",
            "uplot.css", FOLDER + "uPlot.min.css",
            "page.css", FOLDER + "page.css",
            "icon.svg", FOLDER + "icon.svg",
            "htmx.js", FOLDER + "htmx.min.js",
            "uplot.js", FOLDER + "uPlot.iife.min.js",
            "page.js", FOLDER + "page.js"));

    /** The templates are compiled at build time. */
    private final TemplateEngine engine = TemplateEngine.createPrecompiled(
            null, ContentType.Html, HtmlPages.class.getClassLoader(), "dev.rqscheduler.web.page.jte");

    private final Zone zone;

    public HtmlPages(Zone zone) {
        this.zone = zone;
    }

    /** Adds all pages. */
    public void addTo(Routes.Builder routes, Site site) {
        routes.open(Assets.PATH, files.handler());
        new OverviewPage(site, this).addTo(routes);
        new JobPages(site, this).addTo(routes);
        new SchedulePages(site, this).addTo(routes);
        new ScheduleForms(site, this).addTo(routes);
        new QuarantinePages(site, this).addTo(routes);
    }

    static <E extends Enum<E>> E state(Class<E> states, String word) {
        try {
            return Enum.valueOf(states, word.toUpperCase(Locale.ROOT));
        } catch (IllegalArgumentException e) {
            throw HttpProblem.badRequest("unknown state " + word);
        }
    }

    PageClock clock(Instant now) {
        return new PageClock(now, zone);
    }

    PageFrame frame(Request request, PageFrame.Section section, String title, Instant now) {
        Optional<String> notice = request.query("done").flatMap(Notice::of).map(Notice::words);
        return new PageFrame(title, section, clock(now), request.visitor(), pathAndQuery(request), notice, files);
    }

    private static String pathAndQuery(Request request) {
        return request.path() + (request.queryText().isEmpty() ? "" : "?" + request.queryText());
    }

    Response page(String template, PageFrame frame, Object model) {
        return page(200, template, frame, model);
    }

    Response page(int status, String template, PageFrame frame, Object model) {
        return Response.html(status, render(template, frame, model));
    }

    private String render(String template, PageFrame frame, Object model) {
        StringOutput html = new StringOutput(16_384);
        engine.render(template, Map.of("frame", frame, "model", model), html);
        return html.toString();
    }

    @Override
    public Response problem(HttpProblem problem, Request request) {
        if (request.wantsJson() || !request.header("Accept").orElse("").contains("html")) {
            return problem.plain(request);
        }
        PageFrame frame = plainFrame(problem.title(), request.visitor(), back(request));
        return page(problem.status(), "problem.jte", frame, problem);
    }

    @Override
    public String login(String next, Optional<String> mistake) {
        Request.User nobody = new Request.User(false, Optional.empty(), false);
        return render("login.jte", plainFrame("Log in", nobody, "/"), new Login(next, mistake));
    }

    /** Returns the path to go to after a login: the requested page, or the page whose form was sent. */
    private static String back(Request request) {
        if (request.method().safe()) {
            return pathAndQuery(request);
        }
        String form = request.header("Referer").orElse("");
        String here = "://" + request.header("Host").orElse("") + "/";
        int start = form.indexOf(here);
        boolean own = start > 0 && form.indexOf("://") == start;
        String path = own ? form.substring(start + here.length() - 1) : "/";
        return path.startsWith("//") || path.startsWith("/login") ? "/" : path;
    }

    private PageFrame plainFrame(String title, Request.User visitor, String path) {
        return new PageFrame(
                title, PageFrame.Section.NONE, clock(Instant.EPOCH), visitor, path, Optional.empty(), files);
    }

    /** The login page: where to go afterwards, and why the last attempt failed. */
    public record Login(String next, Optional<String> mistake) {}
}
