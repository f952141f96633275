/* Copyright the rqscheduler authors. Licensed under the Apache License, Version 2.0. */
package dev.rqscheduler.cli.it;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import dev.rqscheduler.cli.Prerequisites;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.logging.Level;
import org.openqa.selenium.By;
import org.openqa.selenium.WebElement;
import org.openqa.selenium.chrome.ChromeDriver;
import org.openqa.selenium.chrome.ChromeDriverService;
import org.openqa.selenium.chrome.ChromeOptions;
import org.openqa.selenium.logging.LogEntry;
import org.openqa.selenium.logging.LoggingPreferences;

/** A real headless browser, started once per test class and used as a person would use it. */
final class Chromium implements AutoCloseable {

    private final ChromeDriver driver;
    private final String url;

    private Chromium(ChromeDriver driver, String url) {
        this.driver = driver;
        this.url = url;
    }

    /**
     * Starts Chromium; skips the test if it is not installed.
     *
     * @param profile an empty folder
     * @param url the base URL for all paths
     */
    static Chromium open(Path profile, String url) {
        Path browser = Prerequisites.program("chromium", "chromium");
        Path driver = Prerequisites.program("chromedriver", "chromium-driver");
        ChromeOptions options = new ChromeOptions();
        options.setBinary(browser.toFile());
        options.addArguments(
                "--headless",
                // Chromium refuses to run as root otherwise; it only ever sees the pages under test.
                "--no-sandbox",
                "--disable-gpu",
                "--disable-quic",
                "--disable-dev-shm-usage",
                "--no-first-run",
                "--disable-background-networking",
                "--disable-component-update",
                "--disable-sync",
                "--window-size=1200,900",
                "--user-data-dir=" + profile);
        LoggingPreferences logs = new LoggingPreferences();
        logs.enable("browser", Level.ALL);
        options.setCapability("goog:loggingPrefs", logs);
        ChromeDriverService service = new ChromeDriverService.Builder()
                .usingDriverExecutable(driver.toFile())
                .usingAnyFreePort()
                .build();
        return new Chromium(new ChromeDriver(service, options), url);
    }

    void go(String path) {
        driver.get(url + path);
    }

    String path() {
        String at = driver.getCurrentUrl();
        return at == null ? "" : at.substring(url.length());
    }

    void back() {
        driver.navigate().back();
    }

    /** Deletes all cookies, which ends the login. */
    void forget() {
        driver.manage().deleteAllCookies();
    }

    /** Returns the visible text of the page. */
    String text() {
        return driver.findElement(By.tagName("body")).getText();
    }

    void awaitText(String text) {
        await().atMost(JarProcess.PATIENCE)
                .ignoreExceptions()
                .untilAsserted(() -> assertThat(text()).contains(text));
    }

    /** Clicks the link, button or summary with this text. */
    void click(String words) {
        driver.findElement(By.xpath(
                        "//main//*[self::a or self::button or self::summary][normalize-space()='" + words + "']"))
                .click();
    }

    void type(String field, String text) {
        WebElement input = driver.findElement(By.name(field));
        input.clear();
        input.sendKeys(text);
    }

    void press(CharSequence... keys) {
        driver.switchTo().activeElement().sendKeys(keys);
    }

    /** Returns the text of the focused element. */
    String focused() {
        return driver.switchTo().activeElement().getText();
    }

    void dark(boolean dark) {
        driver.executeCdpCommand(
                "Emulation.setEmulatedMedia",
                Map.of("features", List.of(Map.of("name", "prefers-color-scheme", "value", dark ? "dark" : "light"))));
    }

    void scripts(boolean on) {
        driver.executeCdpCommand("Emulation.setScriptExecutionDisabled", Map.of("value", !on));
    }

    void width(int pixels) {
        driver.executeCdpCommand(
                "Emulation.setDeviceMetricsOverride",
                Map.of("width", pixels, "height", 900, "deviceScaleFactor", 1, "mobile", false));
    }

    Object evaluate(String script, Object... arguments) {
        Object result = driver.executeScript(script, arguments);
        return result == null ? "" : result;
    }

    /** Runs a script and waits for its callback. */
    Object evaluateLater(String script) {
        Object result = driver.executeAsyncScript(script);
        return result == null ? "" : result;
    }

    /** Returns the errors logged to the console since the last call. */
    List<String> complaints() {
        return driver.manage().logs().get("browser").getAll().stream()
                .filter(entry -> entry.getLevel().intValue() >= Level.WARNING.intValue())
                .map(LogEntry::getMessage)
                .toList();
    }

    @Override
    public void close() {
        driver.quit();
    }
}
