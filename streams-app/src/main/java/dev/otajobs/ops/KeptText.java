package dev.otajobs.ops;

import dev.otajobs.http.Gzip;
import io.vertx.core.Future;
import io.vertx.core.Vertx;
import io.vertx.core.buffer.Buffer;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;

/**
 * A text that takes time to make. It is made by a worker thread, once at a time, and kept for a
 * quarter of a second: so asking for it often costs no more than asking for it once, compressed or
 * not. Thread-safe.
 */
public final class KeptText {

  private static final long KEPT_NANOS = Duration.ofMillis(250).toNanos();

  private record Encoded(Buffer plain, Buffer gzip) {

    static Encoded of(String text) {
      byte[] bytes = text.getBytes(StandardCharsets.UTF_8);
      return new Encoded(Buffer.buffer(bytes), Gzip.of(bytes));
    }
  }

  private final Vertx vertx;
  private final Supplier<String> source;
  private @Nullable Future<Encoded> text;
  private long madeAt;

  public KeptText(Vertx vertx, Supplier<String> source) {
    this.vertx = vertx;
    this.source = source;
  }

  /**
   * The text; fails as its source does. Making it was begun a quarter of a second ago at most,
   * unless that takes longer.
   */
  public Future<Buffer> get() {
    return kept().map(Encoded::plain);
  }

  /** The same, compressed with gzip. */
  public Future<Buffer> compressed() {
    return kept().map(Encoded::gzip);
  }

  private synchronized Future<Encoded> kept() {
    long now = System.nanoTime();
    if (text == null || (text.isComplete() && now - madeAt >= KEPT_NANOS)) {
      madeAt = now;
      text = vertx.executeBlocking(() -> Encoded.of(source.get()), false);
    }
    return text;
  }
}
