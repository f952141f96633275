/* Copyright the rqscheduler authors. Licensed under the Apache License, Version 2.0. */
package dev.rqscheduler.cli.it;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import dev.rqscheduler.SchedulerClient;
import dev.rqscheduler.api.JobSpec;
import java.io.IOException;
import java.nio.file.Path;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import org.openqa.selenium.Keys;

/** The pages of a real scheduler in a real browser: usable, accessible, and without scripts too. */
class BrowserPagesIT {

    @RegisterExtension
    private static final BrowsedScheduler SITE = new BrowsedScheduler();

    private final Chromium browser = SITE.browser();
    private final SchedulerClient scheduler = SITE.scheduler();

    @BeforeAll
    static void start(@TempDir Path folder) throws IOException {
        SITE.start(folder);
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "/",
                "/jobs",
                "/jobs?id=order-7",
                "/jobs?queue=none",
                "/jobs/warm",
                "/schedules",
                "/schedules?state=paused",
                "/schedules/shown",
                "/schedules/sleeping",
                "/schedules/broken",
                "/schedules/shown/edit",
                "/new-schedule",
                "/quarantine",
                "/quarantine/aside",
                "/login"
            })
    void everyPage_inBothColourSchemesAndOnMobile_isAccessible(String path) {
        for (boolean dark : new boolean[] {false, true}) {
            browser.dark(dark);
            browser.go(path);
            assertThat(browser.text()).contains("rqscheduler", "Overview");
            browser.evaluate("document.querySelectorAll('details').forEach(function (it) { it.open = true; })");
            assertThat(Axe.faults(browser))
                    .as(path + (dark ? " in dark mode" : " in light mode"))
                    .isEmpty();
        }
        browser.width(360);
        browser.go(path);
        assertThat(browser.evaluate(
                        "const page = document.documentElement; return page.scrollWidth - page.clientWidth"))
                .as("horizontal overflow on a phone")
                .isEqualTo(0L);
    }

    @Test
    void unknownJob_onOpen_showsNotFound() {
        browser.go("/jobs/nothing");
        assertThat(browser.text()).contains("Not Found", "Job \"nothing\" not found.");
        assertThat(Axe.faults(browser)).isEmpty();
        assertThat(browser.complaints())
                .allSatisfy(complaint -> assertThat(complaint).contains("404"));
    }

    @Test
    void backNavigation_afterSearch_showsWholePage() {
        browser.go("/jobs");
        browser.type("id", "order-7");
        await().atMost(JarProcess.PATIENCE).until(() -> browser.path().contains("id=order-7"));
        browser.back();
        browser.awaitText("order-1");
        assertThat(browser.path()).isEqualTo("/jobs");
        assertThat(browser.text()).contains("Overview", "Log out", "Due from");
        browser.type("id", "order-8");
        await().atMost(JarProcess.PATIENCE).until(() -> browser.path().contains("id=order-8"));
        browser.awaitText("order-8");
        assertThat(browser.text()).contains("Overview", "Log out");
    }

    @Test
    void pages_withoutScripts_canBeReadAndUsed() {
        SITE.job("no-script");
        browser.scripts(false);
        browser.go("/");
        assertThat(browser.text()).contains("Next hour", "Schedulers", "page");
        browser.go("/jobs");
        browser.type("id", "no-script");
        browser.click("Search");
        browser.awaitText("no-script");
        assertThat(browser.text()).doesNotContain("order-1");
        browser.click("no-script");
        browser.click("Cancel");
        browser.click("Yes, cancel");
        browser.awaitText("Cancelled");
        assertThat(scheduler.contains("no-script")).isFalse();
        browser.go("/schedules/shown");
        assertThat(browser.text()).contains("Upcoming runs", "In Asia/Tokyo", "In UTC");
    }

    @Test
    void times_onSchedulePage_areAlsoInUsersZone() {
        browser.go("/schedules/shown");
        assertThat(browser.text()).contains("In Asia/Tokyo", "Your time, ");
    }

    @Test
    void jobPage_withKeyboardOnly_canBeUsed() {
        SITE.job("by-keys");
        browser.go("/jobs/by-keys");
        browser.press(Keys.TAB);
        assertThat(browser.focused()).isEqualTo("Skip to content");
        browser.press(Keys.ENTER);
        // Enqueue now, the new time, Reschedule, Cancel.
        browser.press(Keys.TAB);
        assertThat(browser.focused()).isEqualTo("Enqueue now");
        browser.press(Keys.TAB);
        browser.press(Keys.TAB);
        browser.press(Keys.TAB);
        assertThat(browser.focused()).isEqualTo("Cancel");
        browser.press(Keys.ENTER);
        browser.press(Keys.TAB);
        assertThat(browser.focused()).isEqualTo("Yes, cancel");
        browser.press(Keys.ENTER);
        browser.awaitText("Cancelled");
        assertThat(scheduler.contains("by-keys")).isFalse();
    }

    @Test
    void overview_whileOpen_updatesLive() {
        browser.go("/");
        SITE.badMeta("seen-later");
        browser.awaitText("seen-later");
        browser.click("Pause");
        browser.awaitText("Live updates paused");
    }

    @Test
    void scriptInDescription_onJobPages_isShownAsText() {
        scheduler.enqueueAt(
                BrowsedScheduler.LATER,
                JobSpec.builder("f.f")
                        .id("evil")
                        .description(
                                "<script>document.title = 'taken'</script><img src=x onerror=document.title='taken'>")
                        .build());
        for (String path : new String[] {"/jobs?id=evil", "/jobs/evil"}) {
            browser.go(path);
            assertThat(browser.text()).contains("<script>");
            assertThat(browser.evaluate("return document.title")).asString().doesNotContain("taken");
        }
    }
}
