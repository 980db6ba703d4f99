package dev.otajobs.ops;

import dev.otajobs.http.Gzip;
import io.vertx.core.Future;
import io.vertx.core.Vertx;
import io.vertx.core.buffer.Buffer;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.function.Function;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;

/**
 * A text that takes time to make. It is made by a worker thread, once at a time, and kept for a
 * quarter of a second: so asking for it often costs no more than asking for it once. Thread-safe.
 */
public final class KeptText {

  private static final long KEPT_NANOS = Duration.ofMillis(250).toNanos();

  private final Vertx vertx;
  private final Supplier<Buffer> source;
  private @Nullable Future<Buffer> text;
  private long madeAt;

  public KeptText(Vertx vertx, Supplier<String> source) {
    this(vertx, source, Buffer::buffer);
  }

  private KeptText(Vertx vertx, Supplier<String> source, Function<String, Buffer> encode) {
    this.vertx = vertx;
    this.source = () -> encode.apply(source.get());
  }

  /** As the constructor; the text is compressed. */
  public static KeptText compressed(Vertx vertx, Supplier<String> source) {
    return new KeptText(vertx, source, text -> Gzip.of(text.getBytes(StandardCharsets.UTF_8)));
  }

  /**
   * The text; fails as its source does. Making it was begun a quarter of a second ago at most,
   * unless that takes longer.
   */
  public synchronized Future<Buffer> get() {
    long now = System.nanoTime();
    if (text == null || (text.isComplete() && now - madeAt >= KEPT_NANOS)) {
      madeAt = now;
      text = vertx.executeBlocking(() -> source.get(), false);
    }
    return text;
  }
}
