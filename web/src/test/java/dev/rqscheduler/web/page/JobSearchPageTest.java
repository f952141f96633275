/* Copyright the rqscheduler authors. Licensed under the Apache License, Version 2.0. */
package dev.rqscheduler.web.page;

import static dev.rqscheduler.web.page.PageRedis.job;
import static dev.rqscheduler.web.page.Pages.shows;
import static org.assertj.core.api.Assertions.assertThat;

import java.net.http.HttpResponse;
import org.junit.jupiter.api.AutoClose;
import org.junit.jupiter.api.Test;

/** Job search, as whole pages and as parts of a page. */
class JobSearchPageTest {

    @AutoClose
    private final Pages pages = PageRedis.emptyPages();

    @Test
    void jobSearch_moreThanOnePage_linksToNext() {
        for (int i = 0; i < 60; i++) {
            job("job-" + i);
        }
        HttpResponse<String> first = pages.get("/jobs?queue=mail");
        shows(first, "Next page");
        String next = first.body()
                .replaceAll("(?s).*rel=\"next\" href=\"([^\"]+)\".*", "$1")
                .replace("&amp;", "&");
        shows(pages.get(next), "First page");
        assertThat(pages.get(next).body()).doesNotContain("Next page");
        shows(pages.get("/jobs?id=job-59"), "/jobs/job-59");
        assertThat(pages.get("/jobs?from=nonsense").statusCode()).isEqualTo(400);
        assertThat(pages.get("/jobs?from=nonsense").body()).contains("bad time");
    }

    @Test
    void jobSearchPart_invalidFilter_showsErrorOnly() {
        job("one");
        HttpResponse<String> part = pages.part("/jobs?from=nonsense");
        shows(part, "bad time", "role=\"alert\"");
        assertThat(part.body()).doesNotContain("<html", "/jobs/one");
        shows(pages.part("/jobs"), "/jobs/one");
    }

    @Test
    void jobSearchPart_onBackNavigation_isWholePage() {
        assertThat(pages.part("/jobs?id=x").body()).doesNotContain("<html");
        shows(pages.part("/jobs?id=x", "HX-History-Restore-Request", "true"), "<html", "Overview");
    }
}
