package dev.otajobs.http;

import io.micrometer.core.instrument.Counter;
import io.micrometer.core.instrument.Gauge;
import io.micrometer.core.instrument.MeterRegistry;
import io.vertx.core.buffer.Buffer;
import io.vertx.core.http.HttpHeaders;
import io.vertx.core.http.HttpServerRequest;
import java.util.HashMap;
import java.util.LinkedHashSet;
import java.util.Map;
import java.util.Set;
import java.util.function.Consumer;

/**
 * Reads the bodies of requests, and bounds how many are awaited at once: in total, and a quarter of
 * that for each address. Beyond a bound, the connection is closed whose body is awaited longest. So
 * those who never send theirs push out each other, and nobody whose body follows its headers.
 *
 * <p>Thread-safe.
 */
public final class RequestBodies {

  private final int max;
  private final int maxBytes;
  private final Set<HttpServerRequest> awaited = new LinkedHashSet<>();
  private final Map<String, Set<HttpServerRequest>> byAddress = new HashMap<>();
  private final Counter given;

  /**
   * @param max the most bodies that are awaited, at least 1
   * @param maxBytes the longest body; of a longer one a part that is longer than this is kept
   */
  public RequestBodies(int max, int maxBytes, MeterRegistry metrics) {
    this.max = max;
    this.maxBytes = maxBytes;
    this.given = metrics.counter("ota.http.bodies.given.up");
    Gauge.builder("ota.http.bodies.awaited", this, RequestBodies::count).register(metrics);
  }

  /**
   * Hands over the body once all of it has come; never, if the connection closes before. A caller
   * who asks before it sends one (RFC 9110, 10.1.1) is told at once: to send it, or, if it is too
   * long, the answer to a body that is.
   */
  public void read(HttpServerRequest request, Consumer<Buffer> whole) {
    if (isAnnounced(request)) {
      if (length(request) > maxBytes) {
        // It need not come; what the connection brings next cannot be told from it.
        request.response().putHeader(HttpHeaders.CONNECTION, HttpHeaders.CLOSE);
        request.response().endHandler(answered -> request.connection().close());
        whole.accept(Buffer.buffer(new byte[maxBytes + 1]));
        return;
      }
      request.response().writeContinue();
    }
    Buffer body = Buffer.buffer();
    String address = request.remoteAddress().hostAddress();
    enter(request, address);
    request.response().closeHandler(closed -> leave(request, address));
    request.handler(
        part -> {
          if (body.length() <= maxBytes) {
            body.appendBuffer(part);
          }
        });
    request.endHandler(
        end -> {
          leave(request, address);
          whole.accept(body);
        });
  }

  private static boolean isAnnounced(HttpServerRequest request) {
    String expected = request.getHeader(HttpHeaders.EXPECT);
    return expected != null && expected.equalsIgnoreCase("100-continue");
  }

  /** As announced; 0 if it is not. The decoder has refused what is no number. */
  private static long length(HttpServerRequest request) {
    String length = request.getHeader(HttpHeaders.CONTENT_LENGTH);
    return length == null ? 0 : Long.parseLong(length.strip());
  }

  private synchronized int count() {
    return awaited.size();
  }

  private synchronized void enter(HttpServerRequest request, String address) {
    Set<HttpServerRequest> own = byAddress.computeIfAbsent(address, none -> new LinkedHashSet<>());
    if (own.size() >= Math.max(1, max / 4)) {
      giveUp(own.iterator().next());
    } else if (awaited.size() >= max) {
      giveUp(awaited.iterator().next());
    }
    awaited.add(request);
    byAddress.computeIfAbsent(address, none -> new LinkedHashSet<>()).add(request);
  }

  private void giveUp(HttpServerRequest oldest) {
    given.increment();
    leave(oldest, oldest.remoteAddress().hostAddress());
    oldest.connection().close();
  }

  private synchronized void leave(HttpServerRequest request, String address) {
    if (awaited.remove(request)) {
      Set<HttpServerRequest> own = byAddress.getOrDefault(address, Set.of());
      own.remove(request);
      if (own.isEmpty()) {
        byAddress.remove(address);
      }
    }
  }
}
