package dev.otajobs.http;

import io.netty.handler.codec.http.HttpHeaderNames;
import io.netty.handler.codec.http.HttpHeaderValues;
import io.vertx.core.buffer.Buffer;
import io.vertx.core.http.HttpServerRequest;
import io.vertx.core.http.HttpVersion;
import java.util.Map;
import java.util.Optional;

/**
 * What a request may not be, although the HTTP decoder takes it: of several hosts or of none, or
 * with a transfer coding that this service does not know (RFC 9112, 3.2 and 6.1). A proxy could
 * read such a request in another way than this service does. It may also have 100 headers at most.
 */
public final class RequestRules {

  private static final int MAX_HEADERS = 100;

  private RequestRules() {}

  /** What is wrong with the headers; empty if nothing is. */
  public static Optional<String> problem(HttpServerRequest request) {
    int headers = 0;
    int hosts = 0;
    for (Map.Entry<String, String> header : request.headers()) {
      if (++headers > MAX_HEADERS) {
        return Optional.of("there are more than " + MAX_HEADERS + " headers");
      }
      if (HttpHeaderNames.HOST.contentEqualsIgnoreCase(header.getKey()) && ++hosts > 1) {
        return Optional.of("there are several Host headers");
      }
      if (HttpHeaderNames.TRANSFER_ENCODING.contentEqualsIgnoreCase(header.getKey())
          && !HttpHeaderValues.CHUNKED.contentEqualsIgnoreCase(header.getValue().strip())) {
        return Optional.of("the Transfer-Encoding is not chunked");
      }
    }
    return hosts == 0 && request.version() == HttpVersion.HTTP_1_1
        ? Optional.of("there is no Host header")
        : Optional.empty();
  }

  /**
   * Answers 400 and closes the connection: what follows on it may not be what it seems. The
   * response is not ended, since Vert.x would then hand over the next request of the connection.
   */
  public static void refuse(HttpServerRequest request, String problem) {
    Buffer text = Buffer.buffer("bad request: " + problem + "\n");
    request
        .response()
        .setStatusCode(400)
        .putHeader(HttpHeaderNames.CONTENT_TYPE, "text/plain; charset=utf-8")
        .putHeader(HttpHeaderNames.CONNECTION, HttpHeaderValues.CLOSE)
        .putHeader(HttpHeaderNames.CONTENT_LENGTH, Integer.toString(text.length()))
        .write(text)
        .onComplete(sent -> request.connection().close());
  }
}
