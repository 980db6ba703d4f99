package dev.otajobs.ops;

import io.vertx.core.Future;
import io.vertx.core.Vertx;
import io.vertx.core.buffer.Buffer;
import java.time.Duration;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;

/**
 * A text that takes time to make. It is made by a worker thread, once at a time, and kept for a
 * quarter of a second: so asking for it often costs no more than asking for it once. Thread-safe.
 */
public final class KeptText {

  private static final long KEPT_NANOS = Duration.ofMillis(250).toNanos();

  private final Vertx vertx;
  private final Supplier<String> source;
  private @Nullable Future<Buffer> text;
  private long madeAt;

  public KeptText(Vertx vertx, Supplier<String> source) {
    this.vertx = vertx;
    this.source = source;
  }

  /**
   * The text; fails as its source does. Making it was begun a quarter of a second ago at most,
   * unless that takes longer.
   */
  public synchronized Future<Buffer> get() {
    long now = System.nanoTime();
    if (text == null || (text.isComplete() && now - madeAt >= KEPT_NANOS)) {
      madeAt = now;
      text = vertx.executeBlocking(() -> Buffer.buffer(source.get()), false);
    }
    return text;
  }
}
