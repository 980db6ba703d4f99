package dev.otajobs.console;

import dev.otajobs.http.Gzip;
import io.vertx.core.Handler;
import io.vertx.core.buffer.Buffer;
import io.vertx.core.http.HttpHeaders;
import io.vertx.core.http.HttpMethod;
import io.vertx.core.http.HttpServerRequest;
import io.vertx.core.http.HttpServerResponse;
import java.util.Map;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;

/**
 * Answers {@code /console/} with the page, and what is below with its files. The page has no rights
 * of its own: it makes the calls of the APIs as anyone does, so its files need no account.
 */
public final class Console implements Handler<HttpServerRequest> {

  private static final String ROOT = "/console";
  private static final String PAGE = ROOT + "/";
  private static final String SETTINGS = PAGE + "settings.json";

  /**
   * Scripts, styles and calls of this origin only, and no page may show this one in a frame. A
   * browser that finds anything else, from whatever text in a job, does not run it.
   */
  private static final Map<String, String> SAFETY =
      Map.of(
          "Content-Security-Policy",
          "default-src 'none'; script-src 'self'; style-src 'self'; connect-src 'self';"
              + " img-src 'self' data:; base-uri 'none'; form-action 'none';"
              + " frame-ancestors 'none'",
          "X-Content-Type-Options",
          "nosniff",
          "Referrer-Policy",
          "no-referrer",
          "Cross-Origin-Opener-Policy",
          "same-origin");

  private static final String ALWAYS_ASK = "no-cache";
  private static final String FOR_EVER = "public, max-age=31536000, immutable";
  private static final String NEVER = "no-store";

  private final Supplier<ConsoleSettings> settings;
  private final ConsoleFiles files = ConsoleFiles.read();

  /**
   * @param settings as of now
   */
  public Console(Supplier<ConsoleSettings> settings) {
    this.settings = settings;
  }

  /** Whether this path is the page, or one of its files. */
  public static boolean isPath(String path) {
    return path.equals(ROOT) || path.startsWith(PAGE);
  }

  /** Whether a browser asks for {@code /}: a person, not a call of the RPC API. */
  public static boolean isVisit(HttpServerRequest request) {
    String accepted = request.getHeader(HttpHeaders.ACCEPT);
    return HttpMethod.GET.equals(request.method())
        && (request.query() == null || request.query().isEmpty())
        && accepted != null
        && accepted.contains("text/html");
  }

  /** Sends a browser to the page. */
  public static void welcome(HttpServerRequest request) {
    request
        .response()
        .setStatusCode(302)
        .putHeader(HttpHeaders.LOCATION, PAGE)
        .putHeader(HttpHeaders.CACHE_CONTROL, NEVER)
        .end();
  }

  @Override
  public void handle(HttpServerRequest request) {
    SAFETY.forEach(request.response()::putHeader);
    String path = request.path();
    if (!HttpMethod.GET.equals(request.method()) && !HttpMethod.HEAD.equals(request.method())) {
      request.response().putHeader(HttpHeaders.ALLOW, "GET, HEAD");
      plain(request, 405, "only GET and HEAD\n");
    } else if (path.equals(ROOT)) {
      welcome(request);
    } else if (path.equals(PAGE)) {
      send(request, files.index(), ALWAYS_ASK);
    } else if (path.equals(SETTINGS)) {
      send(request, ConsoleFile.of("application/json", settings.get().json()), NEVER);
    } else {
      file(request, path.substring(PAGE.length()));
    }
  }

  /** During an upgrade a page of one release may ask an instance of another for its files. */
  private void file(HttpServerRequest request, String below) {
    int slash = below.indexOf('/');
    @Nullable ConsoleFile file = slash < 0 ? null : files.byName().get(below.substring(slash + 1));
    if (file == null) {
      plain(request, 404, "the console has no such file; its page is at " + PAGE + "\n");
    } else {
      boolean own = below.substring(0, slash).equals(files.hash());
      send(request, file, own ? FOR_EVER : NEVER);
    }
  }

  private static void send(HttpServerRequest request, ConsoleFile file, String cacheControl) {
    HttpServerResponse response = request.response();
    response.putHeader(HttpHeaders.CACHE_CONTROL, cacheControl);
    response.putHeader(HttpHeaders.VARY, HttpHeaders.ACCEPT_ENCODING);
    if (Gzip.isAccepted(request)) {
      response.putHeader(HttpHeaders.CONTENT_ENCODING, "gzip");
      end(request, file.type(), file.gzip());
    } else {
      end(request, file.type(), file.plain());
    }
  }

  private static void plain(HttpServerRequest request, int status, String text) {
    request.response().setStatusCode(status).putHeader(HttpHeaders.CACHE_CONTROL, NEVER);
    end(request, "text/plain; charset=utf-8", Buffer.buffer(text));
  }

  private static void end(HttpServerRequest request, String type, Buffer body) {
    HttpServerResponse response = request.response().putHeader(HttpHeaders.CONTENT_TYPE, type);
    if (HttpMethod.HEAD.equals(request.method())) {
      response.putHeader(HttpHeaders.CONTENT_LENGTH, Integer.toString(body.length())).end();
    } else {
      response.end(body);
    }
  }
}
