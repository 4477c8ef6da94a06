package io.tamperwatch.blackbox;

import com.microsoft.playwright.Browser;
import com.microsoft.playwright.BrowserContext;
import com.microsoft.playwright.BrowserType;
import com.microsoft.playwright.Page;
import com.microsoft.playwright.Playwright;
import com.microsoft.playwright.options.ColorScheme;
import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import org.opentest4j.TestAbortedException;

/** The machine's own Chromium. */
final class Chromium implements AutoCloseable {

    private static final Path EXECUTABLE = Path.of("/usr/bin/chromium");
    private static final Path SCREENSHOTS = Path.of("target/screenshots");

    private final Playwright playwright;
    private final Browser browser;
    private final String base;

    /** What pages complained about: errors of scripts, and whatever the content security policy kept from happening. */
    final List<String> complaints = new ArrayList<>();

    private Chromium(Playwright playwright, Browser browser, String base) {
        this.playwright = playwright;
        this.browser = browser;
        this.base = base;
    }

    /** @param base where the product is */
    static Chromium start(String base) {
        if (!Files.isExecutable(EXECUTABLE)) {
            System.err.println("SKIPPED: no browser tests, because there is no " + EXECUTABLE + " on this machine");
            throw new TestAbortedException("no " + EXECUTABLE);
        }
        Playwright playwright = Playwright.create(
                new Playwright.CreateOptions().setEnv(Map.of("PLAYWRIGHT_SKIP_BROWSER_DOWNLOAD", "1")));
        Browser browser = playwright
                .chromium()
                .launch(new BrowserType.LaunchOptions()
                        .setExecutablePath(EXECUTABLE)
                        .setArgs(List.of(
                                "--no-sandbox",
                                "--disable-gpu",
                                "--disable-background-networking",
                                "--disable-component-update",
                                "--disable-sync")));
        return new Chromium(playwright, browser, base);
    }

    /** A browser of its own, without cookies, as wide as a desk's. */
    Browser.NewContextOptions desk() {
        return new Browser.NewContextOptions().setBaseURL(base).setViewportSize(1280, 860);
    }

    Browser.NewContextOptions phone() {
        return desk().setViewportSize(390, 844);
    }

    Browser.NewContextOptions dark() {
        return desk().setColorScheme(ColorScheme.DARK);
    }

    /** Somebody at a browser, logged in with a token on the way to a page. */
    Page at(String path, Browser.NewContextOptions options, String token) {
        BrowserContext context = browser.newContext(options);
        context.setDefaultTimeout(60_000);
        Page page = context.newPage();
        page.onConsoleMessage(message -> {
            if (message.type().equals("error") && !message.text().contains("status of 4")) {
                complaints.add(message.text());
            }
        });
        page.onPageError(complaints::add);
        page.navigate(path);
        page.getByLabel("Your token").fill(token);
        page.locator("button.take").click();
        return page;
    }

    /** Keeps a picture of the page as output of the build. */
    static void picture(Page page, String name) {
        page.screenshot(new Page.ScreenshotOptions().setPath(SCREENSHOTS.resolve(name + ".png")));
    }

    static void wholePicture(Page page, String name) {
        page.screenshot(new Page.ScreenshotOptions().setFullPage(true).setPath(SCREENSHOTS.resolve(name + ".png")));
    }

    /** What axe-core finds that keeps people from using the page. */
    @SuppressWarnings("unchecked")
    static List<String> barriers(Page page) {
        page.evaluate(axe());
        return (List<String>) page.evaluate("""
            async () => (await axe.run(document, { resultTypes: ['violations'] })).violations
                .filter(v => ['serious', 'critical'].includes(v.impact))
                .map(v => `${v.id}: ${v.nodes.map(n => n.target + ' ' + n.failureSummary).join(' | ')}`)\
            """);
    }

    private static String axe() {
        try (InputStream script = Chromium.class.getResourceAsStream("/axe.min.js")) {
            return new String(
                    Objects.requireNonNull(script, "axe-core's script").readAllBytes(), StandardCharsets.UTF_8);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    @Override
    public void close() {
        browser.close();
        playwright.close();
    }
}
