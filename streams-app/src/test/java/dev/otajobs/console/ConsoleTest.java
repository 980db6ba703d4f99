package dev.otajobs.console;

import static org.assertj.core.api.Assertions.assertThat;

import dev.otajobs.api.TestServer;
import java.net.http.HttpResponse;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class ConsoleTest {

  /** The page and its files, as browsers get them. */
  private static final int MAX_BYTES = 150_000;

  private static final Pattern FILE = Pattern.compile("(?:src|href)=\"\\./([0-9a-f]{16}/[^\"]+)\"");

  private static TestServer server;

  @BeforeAll
  static void start() throws Exception {
    server =
        TestServer.with(vertx -> new Console(() -> new ConsoleSettings("1", true, false, 100)));
  }

  @AfterAll
  static void stop() throws Exception {
    server.close();
  }

  @Test
  void shouldAllowItsOwnScriptsOnly() {
    // when
    HttpResponse<String> page = server.get("/console/");

    // then
    assertThat(page.headers().firstValue("Content-Security-Policy").orElse(""))
        .contains("default-src 'none'")
        .doesNotContain("unsafe");
    assertThat(page.body())
        .doesNotContain("<style")
        .doesNotContain(" style=")
        .doesNotContain("onload");
  }

  @Test
  void shouldLoadFilesThatABrowserMayKeep() {
    // given
    Matcher files = FILE.matcher(server.get("/console/").body());

    // then
    assertThat(files.find()).isTrue();
    do {
      HttpResponse<String> file = server.get("/console/" + files.group(1));
      assertThat(file.statusCode()).as(files.group(1)).isEqualTo(200);
      assertThat(file.headers().firstValue("Cache-Control"))
          .hasValueSatisfying(control -> assertThat(control).contains("immutable"));
    } while (files.find());
  }

  @Test
  void shouldServeAPageOfAnotherRelease() {
    // when
    HttpResponse<String> file = server.get("/console/0000000000000000/app.js");

    // then
    assertThat(file.statusCode()).isEqualTo(200);
    assertThat(file.headers().firstValue("Cache-Control")).hasValue("no-store");
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "/console/app.js",
        "/console/x/none.js",
        "/console/x/../app.js",
        "/console/x/ConsoleFiles.class"
      })
  void shouldServeNothingElse(String path) {
    assertThat(server.get(path).statusCode()).isEqualTo(404);
  }

  @Test
  void shouldTellThePageOfTheSite() {
    assertThat(server.get("/console/settings.json").body())
        .isEqualTo(
            "{\"version\":\"1\",\"development\":true,\"developmentKey\":false,\"historyChanges\":100}");
  }

  @Test
  void shouldBeLight() {
    // given
    ConsoleFiles files = ConsoleFiles.read();

    // then
    int bytes =
        files.index().gzip().length()
            + files.byName().values().stream().mapToInt(file -> file.gzip().length()).sum();
    assertThat(bytes).isLessThan(MAX_BYTES);
  }
}
