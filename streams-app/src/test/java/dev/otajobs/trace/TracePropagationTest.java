package dev.otajobs.trace;

import static org.assertj.core.api.Assertions.assertThat;

import io.vertx.core.Future;
import io.vertx.core.MultiMap;
import io.vertx.core.Vertx;
import io.vertx.core.VertxOptions;
import io.vertx.core.http.HttpClient;
import io.vertx.core.http.HttpClientOptions;
import io.vertx.core.http.HttpMethod;
import io.vertx.core.http.HttpServer;
import io.vertx.core.http.HttpServerRequest;
import io.vertx.core.http.HttpVersion;
import java.net.URI;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse.BodyHandlers;
import java.util.concurrent.BlockingQueue;
import java.util.concurrent.LinkedBlockingQueue;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** A server that asks another one for each call that it gets. */
@Timeout(60)
class TracePropagationTest {

  private static final String PARENT = "00-4bf92f3577b34da6a3ce929d0e0e4736-00f067aa0ba902b7-01";

  private final Vertx vertx =
      Vertx.builder()
          .with(new VertxOptions().setEventLoopPoolSize(2))
          .withTracer(options -> new TracePropagation())
          .build();
  // One connection for all calls.
  private final java.net.http.HttpClient caller =
      java.net.http.HttpClient.newBuilder()
          .version(java.net.http.HttpClient.Version.HTTP_1_1)
          .build();
  private final BlockingQueue<MultiMap> forwarded = new LinkedBlockingQueue<>();
  private HttpServer first;

  @BeforeEach
  void start() throws Exception {
    HttpServer second = listen(request -> answer(request));
    // As the instances call each other.
    HttpClient client =
        vertx.createHttpClient(new HttpClientOptions().setProtocolVersion(HttpVersion.HTTP_2));
    first =
        listen(
            request ->
                // Not at once, as a query whose answer takes a moment.
                vertx
                    .timer(1)
                    .compose(
                        over ->
                            client.request(HttpMethod.GET, second.actualPort(), "127.0.0.1", "/"))
                    .compose(call -> call.send())
                    .onComplete(answered -> request.response().end()));
  }

  @AfterEach
  void stop() throws Exception {
    vertx.close().await(10, TimeUnit.SECONDS);
  }

  @Test
  void shouldPassTheTraceOn() throws Exception {
    // when
    call("traceparent", PARENT, "tracestate", "vendor=1");

    // then
    MultiMap headers = forwarded.take();
    assertThat(headers.get("traceparent")).isEqualTo(PARENT);
    assertThat(headers.get("tracestate")).isEqualTo("vendor=1");
  }

  @Test
  void shouldKeepTheTracesOfCallsApart() throws Exception {
    // when
    call("traceparent", PARENT);
    call("accept", "*/*");

    // then
    assertThat(forwarded.take().get("traceparent")).isEqualTo(PARENT);
    assertThat(forwarded.take().contains("traceparent")).isFalse();
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "00-4bf92f3577b34da6a3ce929d0e0e4736-00f067aa0ba902b7",
        "ff-4bf92f3577b34da6a3ce929d0e0e4736-00f067aa0ba902b7-01",
        "00-4BF92F3577B34DA6A3CE929D0E0E4736-00f067aa0ba902b7-01",
        "00-4bf92f3577b34da6a3ce929d0e0e4736-00f067aa0ba902b7-01-more",
        "00-00000000000000000000000000000000-00f067aa0ba902b7-01",
        "00-4bf92f3577b34da6a3ce929d0e0e4736-0000000000000000-01",
        "anything"
      })
  void shouldNotPassOnWhatIsNoTrace(String parent) throws Exception {
    // when
    call("traceparent", parent, "tracestate", "vendor=1");

    // then
    MultiMap headers = forwarded.take();
    assertThat(headers.contains("traceparent")).isFalse();
    assertThat(headers.contains("tracestate")).isFalse();
  }

  private void call(String... headers) throws Exception {
    caller.send(
        HttpRequest.newBuilder(URI.create("http://127.0.0.1:" + first.actualPort() + "/"))
            .headers(headers)
            .build(),
        BodyHandlers.discarding());
  }

  private HttpServer listen(io.vertx.core.Handler<HttpServerRequest> handler) throws Exception {
    return vertx
        .createHttpServer()
        .requestHandler(handler)
        .listen(0, "127.0.0.1")
        .await(10, TimeUnit.SECONDS);
  }

  private Future<Void> answer(HttpServerRequest request) {
    forwarded.add(request.headers());
    return request.response().end();
  }
}
