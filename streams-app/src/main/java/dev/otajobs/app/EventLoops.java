package dev.otajobs.app;

import dev.otajobs.trace.TracePropagation;
import io.vertx.core.Vertx;
import io.vertx.core.VertxOptions;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;

/** The event loops of all listeners: one per core. */
record EventLoops(Vertx vertx) implements AutoCloseable {

  private static final int CLOSE_SECONDS = 10;

  static EventLoops start() {
    return new EventLoops(
        Vertx.builder()
            .with(
                new VertxOptions().setEventLoopPoolSize(Runtime.getRuntime().availableProcessors()))
            .withTracer(options -> new TracePropagation())
            .build());
  }

  @Override
  public void close() throws TimeoutException {
    vertx.close().await(CLOSE_SECONDS, TimeUnit.SECONDS);
  }
}
