package dev.otajobs.ops;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import dev.otajobs.api.TestServer;
import java.time.Duration;
import java.util.concurrent.atomic.AtomicInteger;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

@Timeout(60)
class KeptTextTest {

  private final AtomicInteger made = new AtomicInteger();

  /** 400 of them took 6 s of an event loop. */
  @Test
  void shouldMakeTheTextOnceForManyWhoAsk() throws Exception {
    try (TestServer server =
        TestServer.with(
            vertx -> {
              KeptText text = new KeptText(vertx, () -> "scrape " + made.incrementAndGet());
              return request ->
                  text.get()
                      .onSuccess(
                          body ->
                              request
                                  .response()
                                  .putHeader("Thread", Thread.currentThread().getName())
                                  .end(body));
            })) {
      // when
      long began = System.nanoTime();
      String pipelined = "GET / HTTP/1.1\r\nHost: h\r\n\r\n".repeat(399);
      String replies =
          server.raw(pipelined + "GET / HTTP/1.1\r\nHost: h\r\nConnection: close\r\n\r\n");

      // then
      assertThat(replies.split("scrape \\d", -1)).hasSize(401);
      // Four a second, and the first one.
      long quarters = Duration.ofNanos(System.nanoTime() - began).toMillis() / 250;
      assertThat(made.get()).isBetween(1, (int) quarters + 1);

      // when
      int before = made.get();

      // then
      await().until(() -> server.get("/").body().equals("scrape " + (before + 1)));
    }
  }
}
