package dev.otajobs.it;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assumptions.assumeThat;
import static org.awaitility.Awaitility.await;

import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.logging.Level;
import org.openqa.selenium.By;
import org.openqa.selenium.Dimension;
import org.openqa.selenium.JavascriptException;
import org.openqa.selenium.OutputType;
import org.openqa.selenium.StaleElementReferenceException;
import org.openqa.selenium.WebElement;
import org.openqa.selenium.chrome.ChromeDriver;
import org.openqa.selenium.chrome.ChromeDriverService;
import org.openqa.selenium.chrome.ChromeOptions;
import org.openqa.selenium.logging.LogEntry;
import org.openqa.selenium.logging.LogType;
import org.openqa.selenium.logging.LoggingPreferences;

/** A real Chromium, without a window, and what a person does and sees in it. */
final class Browser implements AutoCloseable {

  static final Duration PATIENCE = TestService.PATIENCE;

  private static final Path CHROMIUM = Path.of("/usr/bin/chromium");
  private static final Path DRIVER = Path.of("/usr/bin/chromedriver");
  private static final String AXE = read("/axe.min.js");

  private final ChromeDriver driver;

  private Browser(ChromeDriver driver) {
    this.driver = driver;
  }

  /** Starts one; the test is skipped, with a notice, where there is none. */
  static Browser open() {
    boolean isThere = Files.isExecutable(CHROMIUM) && Files.isExecutable(DRIVER);
    if (!isThere) {
      System.err.println(
          "NOTICE: the console is not tested: there is no "
              + CHROMIUM
              + " or no "
              + DRIVER
              + " (Debian: apt-get install chromium chromium-driver)");
    }
    assumeThat(isThere).as("Chromium and its driver are installed").isTrue();
    LoggingPreferences logs = new LoggingPreferences();
    logs.enable(LogType.BROWSER, Level.SEVERE);
    ChromeOptions options = new ChromeOptions();
    options.setBinary(CHROMIUM.toFile());
    options.addArguments(
        "--headless=new",
        "--no-sandbox",
        "--disable-gpu",
        "--disable-dev-shm-usage",
        "--no-first-run",
        "--disable-background-networking",
        "--disable-component-update",
        "--disable-sync",
        "--window-size=1280,900");
    options.setCapability("goog:loggingPrefs", logs);
    ChromeDriverService service =
        new ChromeDriverService.Builder().usingDriverExecutable(DRIVER.toFile()).build();
    return new Browser(new ChromeDriver(service, options));
  }

  /** Goes to an address, and forgets what a page kept before. */
  void visit(String address) {
    // Only the part behind the # may differ, and then nothing would be loaded.
    driver.get("about:blank");
    driver.get(address);
  }

  void reload() {
    driver.navigate().refresh();
  }

  String address() {
    return String.valueOf(driver.getCurrentUrl());
  }

  /** The viewport's size in pixels. */
  void size(int width, int height) {
    driver.manage().window().setSize(new Dimension(width, height));
  }

  /** Whether the person prefers dark colours. */
  void dark(boolean isDark) {
    driver.executeCdpCommand(
        "Emulation.setEmulatedMedia",
        Map.of(
            "features",
            List.of(Map.of("name", "prefers-color-scheme", "value", isDark ? "dark" : "light"))));
  }

  /** Waits until the page shows this text. */
  void awaitText(String text) {
    await().atMost(PATIENCE).untilAsserted(() -> assertThat(text()).as(address()).contains(text));
  }

  /** All text that the page shows. */
  String text() {
    try {
      return driver.findElement(By.tagName("body")).getText();
    } catch (StaleElementReferenceException e) {
      return "";
    }
  }

  /** The element that has this accessible name, by its role; waits for it. */
  WebElement named(String role, String name) {
    return await()
        .atMost(PATIENCE)
        .ignoreException(StaleElementReferenceException.class)
        .until(
            () ->
                driver.findElements(By.cssSelector(selector(role))).stream()
                    .filter(WebElement::isDisplayed)
                    .filter(element -> name.equals(element.getAccessibleName().strip()))
                    .findFirst(),
            found -> found.isPresent())
        .orElseThrow();
  }

  private static String selector(String role) {
    return switch (role) {
      case "button" -> "button, [role=button]";
      case "link" -> "a[href]";
      case "field" -> "input, select, textarea";
      case "tab" -> "[role=tab]";
      default -> throw new IllegalArgumentException(role);
    };
  }

  void press(String role, String name) {
    await()
        .atMost(PATIENCE)
        .ignoreExceptions()
        .until(
            () -> {
              named(role, name).click();
              return true;
            });
  }

  void type(String field, String text) {
    WebElement element = named("field", field);
    element.clear();
    element.sendKeys(text);
  }

  Object run(String script, Object... arguments) {
    return driver.executeScript(script, arguments);
  }

  /** What axe-core objects to on the page as it is. */
  List<String> violations() {
    if (!Boolean.TRUE.equals(run("return typeof axe === 'object'"))) {
      // Not a script of the page: its policy does not hold for it.
      driver.executeScript(AXE);
    }
    Object found =
        driver.executeAsyncScript(
            """
            const done = arguments[arguments.length - 1];
            axe.run(document, {resultTypes: ["violations"]}).then(
                result => done(result.violations.map(v =>
                    v.id + " " + v.nodes.map(n => n.html.slice(0, 160)).join(" | "))),
                failure => done(["axe failed: " + failure]));
            """);
    return ((List<?>) Objects.requireNonNull(found)).stream().map(String::valueOf).toList();
  }

  /** Errors of the page, and what its policy refused; a call that was refused is none. */
  List<String> errors() {
    return driver.manage().logs().get(LogType.BROWSER).getAll().stream()
        .map(LogEntry::getMessage)
        .filter(message -> !message.contains("Failed to load resource"))
        .toList();
  }

  /** Whether something can only be seen by scrolling sideways. */
  boolean isTooWide() {
    return Boolean.TRUE.equals(
        run("return document.documentElement.scrollWidth > document.documentElement.clientWidth"));
  }

  /** Writes a picture of the page. */
  void picture(Path file) {
    try {
      Files.createDirectories(Objects.requireNonNull(file.getParent()));
      Files.write(file, driver.getScreenshotAs(OutputType.BYTES));
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  @Override
  public void close() {
    driver.quit();
  }

  private static String read(String resource) {
    try (InputStream in = Browser.class.getResourceAsStream(resource)) {
      return new String(
          Objects.requireNonNull(in, resource).readAllBytes(), StandardCharsets.UTF_8);
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  /** For tests that look for what must not be there. */
  boolean has(String script) {
    try {
      return Boolean.TRUE.equals(run("return Boolean(" + script + ")"));
    } catch (JavascriptException e) {
      throw new AssertionError(script, e);
    }
  }
}
