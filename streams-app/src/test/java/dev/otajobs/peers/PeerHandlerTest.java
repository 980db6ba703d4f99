package dev.otajobs.peers;

import static dev.otajobs.peers.PeerFixture.SEED;
import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import dev.otajobs.api.TestServer;
import dev.otajobs.auth.accounts.AccessKeyId;
import dev.otajobs.peers.PeerProtocol.JobCall;
import dev.otajobs.peers.PeerProtocol.NonceCall;
import dev.otajobs.query.JobAnswer;
import dev.otajobs.query.JobLookup;
import io.vertx.core.Future;
import io.vertx.core.Promise;
import java.net.InetAddress;
import java.net.Socket;
import java.net.http.HttpResponse;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Queue;
import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.concurrent.atomic.AtomicReference;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** The calls of peers, over real sockets, without the TLS that is the listener's. */
class PeerHandlerTest {

  private static final String JOB = new JobCall(SEED, Duration.ofSeconds(2)).uri();
  private static final AccessKeyId KEY = new AccessKeyId("key");

  private TestServer server;

  private void serve(JobLookup jobs) throws Exception {
    server = new TestServer(PeerFixture.handler(jobs, () -> Map.of("100", 3)));
  }

  @AfterEach
  void stop() throws Exception {
    server.close();
  }

  @Test
  void shouldAnswerHeartbeatsWithItsUsage() throws Exception {
    // given
    serve(PeerFixture.always(new JobAnswer.Absent()));

    // when
    HttpResponse<String> reply = get(PeerProtocol.HEARTBEAT);

    // then
    assertThat(reply.statusCode()).isEqualTo(200);
    assertThat(PeerProtocol.usage(reply.body())).isEqualTo(Map.of("100", 3));
  }

  @Test
  void shouldKeepNoncesForTheOthers() throws Exception {
    // given
    serve(PeerFixture.always(new JobAnswer.Absent()));

    // then
    assertThat(get(new NonceCall(KEY, "n &%+/固", 2).uri()).body()).isEqualTo("FRESH");
    assertThat(get(new NonceCall(KEY, "n &%+/固", 2).uri()).body()).isEqualTo("USED");
    assertThat(get(new NonceCall(KEY, "n", 2).uri()).body()).isEqualTo("FRESH");
    assertThat(get(new NonceCall(KEY, "m", 2).uri()).body()).isEqualTo("FULL");
    assertThat(get(new NonceCall(new AccessKeyId("other"), "n", 2).uri()).body())
        .isEqualTo("FRESH");
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        PeerProtocol.JOBS,
        PeerProtocol.JOBS + "?partition=0&key=a%2F1",
        PeerProtocol.JOBS + "?key=a%2F1&timeout=1",
        PeerProtocol.JOBS + "?partition=-1&key=a%2F1&timeout=1",
        PeerProtocol.JOBS + "?partition=0&key=a&timeout=1",
        PeerProtocol.JOBS + "?partition=0&key=a%2F1&timeout=x",
        PeerProtocol.JOBS + "?partition=0&key=a%2F1&timeout=-1",
        PeerProtocol.JOBS + "?partition=0&key=a%2F1&timeout=-9223372036854775808",
        PeerProtocol.JOBS + "?partition=0&key=a%2F1&timeout=9223372036854775807",
        PeerProtocol.JOBS + "?partition=0&key=a%2F1&timeout=1&atLeast=x",
        PeerProtocol.NONCES,
        PeerProtocol.NONCES + "?key=k&nonce=n",
        PeerProtocol.NONCES + "?key=k&nonce=n&atMost=x",
        PeerProtocol.NONCES + "?nonce=n&atMost=1"
      })
  void shouldRefuseMalformedCalls(String uri) throws Exception {
    // given
    serve(PeerFixture.always(new JobAnswer.Absent()));

    // then
    assertThat(get(uri).statusCode()).isEqualTo(400);
    assertThat(get(uri).body()).startsWith("malformed: ").doesNotContain("null");
  }

  @Test
  void shouldRefuseUnknownPaths() throws Exception {
    // given
    serve(PeerFixture.always(new JobAnswer.Absent()));

    // when
    HttpResponse<String> reply = get("/internal/other");

    // then
    assertThat(reply.statusCode()).isEqualTo(404);
    assertThat(reply.headers().firstValue(PeerProtocol.ANSWER))
        .as("it is no answer about a job")
        .isEmpty();
  }

  @Test
  void shouldSendEveryKindOfAnswer() throws Exception {
    assertAnswer(PeerFixture.found(Optional.empty()), 200, "found");
    assertAnswer(new JobAnswer.Absent(), 404, "absent");
    assertAnswer(new JobAnswer.NotYet("soon"), 412, "not-yet");
    assertAnswer(new JobAnswer.Unavailable("away"), 503, "unavailable");
    assertAnswer(new JobAnswer.Unavailable("it moves", true), 503, "moving");
    serve(PeerFixture.always(PeerFixture.found(Optional.of(Duration.ofMillis(1234)))));
    assertThat(get(JOB).headers().firstValue(PeerProtocol.STALENESS)).hasValue("1234");
  }

  private void assertAnswer(JobAnswer answer, int status, String kind) throws Exception {
    serve(PeerFixture.always(answer));
    HttpResponse<String> reply = get(JOB);
    assertThat(reply.statusCode()).isEqualTo(status);
    assertThat(reply.headers().firstValue(PeerProtocol.ANSWER)).hasValue(kind);
    assertThat(reply.headers().firstValue(PeerProtocol.STALENESS)).isEmpty();
    server.close();
  }

  @Test
  void shouldSayThatItFailed() throws Exception {
    // given
    serve(
        (query, deadline) -> {
          throw new IllegalStateException("a defect");
        });

    // then
    assertThat(get(JOB).statusCode()).isEqualTo(500);
    assertThat(get(JOB).body()).isEqualTo("failed");
  }

  @Test
  void shouldForgetCallersWhoGoAwayBeforeTheirAnswer() throws Exception {
    // given
    Queue<Promise<JobAnswer>> open = new ConcurrentLinkedQueue<>();
    AtomicReference<@Nullable Future<JobAnswer>> answers = new AtomicReference<>();
    serve(
        (query, deadline) -> {
          Future<JobAnswer> answer = answers.get();
          if (answer != null) {
            return answer;
          }
          Promise<JobAnswer> promise = Promise.promise();
          open.add(promise);
          return promise.future();
        });
    List<Socket> callers = new ArrayList<>();
    for (int i = 0; i < 1024; i++) {
      Socket caller = new Socket(InetAddress.getLoopbackAddress(), server.port());
      caller.getOutputStream().write(raw(JOB).getBytes(StandardCharsets.UTF_8));
      callers.add(caller);
    }
    await().atMost(Duration.ofSeconds(20)).until(() -> open.size() == 1024);

    // when
    HttpResponse<String> busy = get(JOB);
    HttpResponse<String> beat = get(PeerProtocol.HEARTBEAT);
    for (Socket caller : callers) {
      caller.close();
    }
    List<Promise<JobAnswer>> late = List.copyOf(open);
    answers.set(Future.succeededFuture(new JobAnswer.NotYet("now")));
    late.forEach(one -> one.complete(PeerFixture.found(Optional.empty())));
    HttpResponse<String> afterwards = get(JOB);

    // then
    assertThat(busy.statusCode()).isEqualTo(429);
    assertThat(beat.statusCode()).as("it lives, however busy it is").isEqualTo(200);
    assertThat(afterwards.statusCode()).isEqualTo(412);
  }

  @Test
  void shouldAnswerManyAtOnce() throws Exception {
    // given
    serve(PeerFixture.always(PeerFixture.found(Optional.empty())));
    List<Integer> statuses = new ArrayList<>();

    // when
    for (int i = 0; i < 3_000; i++) {
      statuses.add(get(JOB).statusCode());
    }

    // then
    assertThat(statuses).containsOnly(200);
  }

  private static String raw(String uri) {
    return "GET %s HTTP/1.1\r\nHost: x\r\n\r\n".formatted(uri);
  }

  private HttpResponse<String> get(String uri) {
    return server.get(uri);
  }
}
