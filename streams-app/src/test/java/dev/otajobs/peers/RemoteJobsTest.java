package dev.otajobs.peers;

import static dev.otajobs.peers.PeerFixture.SEED;
import static dev.otajobs.peers.PeerFixture.TLS;
import static org.assertj.core.api.Assertions.assertThat;

import dev.otajobs.api.SampleJobs;
import dev.otajobs.codec.JobsSerde;
import dev.otajobs.job.Job;
import dev.otajobs.job.JobState;
import dev.otajobs.job.Jobs;
import dev.otajobs.job.Revision;
import dev.otajobs.query.Consistency;
import dev.otajobs.query.Deadline;
import dev.otajobs.query.JobAnswer;
import dev.otajobs.query.JobLookup;
import dev.otajobs.query.JobQuery;
import io.vertx.core.Future;
import io.vertx.core.Promise;
import io.vertx.core.Vertx;
import io.vertx.core.buffer.Buffer;
import io.vertx.core.http.HttpServerRequest;
import java.time.Duration;
import java.util.Optional;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicReference;
import org.apache.kafka.streams.state.HostInfo;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** One instance asks another, over real sockets. */
class RemoteJobsTest {

  private static final Duration PATIENCE = Duration.ofSeconds(5);

  private final Vertx vertx = Vertx.vertx();
  private final PeerClient client = new PeerClient(vertx, TLS, 8);
  private @Nullable PeerServer server;

  @AfterEach
  void stop() throws Exception {
    client.close();
    vertx.close().await(10, TimeUnit.SECONDS);
    if (server != null) {
      server.close();
    }
  }

  @ParameterizedTest
  @ValueSource(ints = {-1, 0, 1234})
  void shouldBringTheJobAsItIsStored(int staleness) throws Exception {
    // given
    JobAnswer found =
        PeerFixture.found(
            staleness < 0 ? Optional.empty() : Optional.of(Duration.ofMillis(staleness)));

    // then
    assertThat(ask(PeerFixture.always(found))).isEqualTo(found);
  }

  @Test
  void shouldBringAnyOtherAnswer() throws Exception {
    assertThat(ask(PeerFixture.always(new JobAnswer.Absent()))).isEqualTo(new JobAnswer.Absent());
    stopServer();
    Revision asked = Revision.at(7, 3);
    JobQuery atLeast = PeerFixture.seed(new Consistency(Optional.of(asked), Optional.empty()));
    assertThat(ask(PeerFixture.always(new JobAnswer.NotYet("for the log only")), atLeast))
        .isEqualTo(JobAnswer.NotYet.of(asked));
    stopServer();
    assertUnavailable(ask(PeerFixture.always(new JobAnswer.Unavailable("away"))), "away");
    stopServer();
    assertThat(ask(PeerFixture.always(new JobAnswer.Unavailable("it moves", true))))
        .isInstanceOfSatisfying(
            JobAnswer.Unavailable.class, answer -> assertThat(answer.moving()).isTrue());
  }

  @Test
  void shouldAskAsItWasAskedAndLeaveTimeForTheWayBack() throws Exception {
    // given
    AtomicReference<JobQuery> asked = new AtomicReference<>();
    AtomicReference<Duration> patience = new AtomicReference<>();
    JobQuery query =
        PeerFixture.seed(
            new Consistency(Optional.of(Revision.at(3, 42)), Optional.of(Duration.ZERO)));

    // when
    ask(
        (received, deadline) -> {
          asked.set(received);
          patience.set(deadline.remaining());
          return Future.succeededFuture(new JobAnswer.Absent());
        },
        query);

    // then
    assertThat(asked).hasValue(query);
    assertThat(patience.get()).isBetween(Duration.ofSeconds(3), Duration.ofMillis(4750));
  }

  @Test
  void shouldHoldASilentPeerForUnavailable() throws Exception {
    // given
    JobLookup peer = serve((query, deadline) -> Promise.<JobAnswer>promise().future());

    // when
    long start = System.nanoTime();
    JobAnswer answer = PeerFixture.await(peer.find(SEED, Deadline.in(Duration.ofMillis(300))));

    // then
    assertUnavailable(answer, "");
    assertThat(Duration.ofNanos(System.nanoTime() - start)).isLessThan(Duration.ofSeconds(2));
  }

  @Test
  void shouldHoldAPeerThatIsNotThereForUnavailable() throws Exception {
    // given
    JobLookup nobody = new RemoteJobs(new HostInfo("127.0.0.1", 1), client);

    // then
    assertUnavailable(PeerFixture.await(nobody.find(SEED, Deadline.in(PATIENCE))), "127.0.0.1");
  }

  @Test
  void shouldNotTakeAStrangersNotFoundForAnAnswer() throws Exception {
    assertUnavailable(strange(request -> request.response().setStatusCode(404).end("?")), "404");
    assertUnavailable(strange(request -> request.response().setStatusCode(200).end("?")), "200");
    assertUnavailable(strange(request -> request.response().setStatusCode(412).end("?")), "412");
  }

  @Test
  void shouldNotTakeJunkForAJob() throws Exception {
    assertUnavailable(
        strange(request -> request.response().putHeader("ota-answer", "found").end("junk")), "");
    assertUnavailable(
        strange(
            request ->
                request
                    .response()
                    .putHeader("ota-answer", "found")
                    .putHeader("ota-staleness-ms", "-5")
                    .end("junk")),
        "");
  }

  @Test
  void shouldNotShowAJobThatIsNotCreatedYet() throws Exception {
    // given
    Job half = new Job(JobState.UNKNOWN, Revision.at(1, 1));
    byte[] bytes = new JobsSerde().serializer().serialize("", Jobs.of(SampleJobs.ACCOUNT, half));

    // then
    assertUnavailable(
        strange(
            request ->
                request.response().putHeader("ota-answer", "found").end(Buffer.buffer(bytes))),
        "no job that the caller may see");
  }

  private JobAnswer strange(io.vertx.core.Handler<HttpServerRequest> handler) throws Exception {
    stopServer();
    server = new PeerServer(TLS, handler);
    return PeerFixture.await(
        new RemoteJobs(new HostInfo("127.0.0.1", server.port()), client)
            .find(SEED, Deadline.in(PATIENCE)));
  }

  private void stopServer() throws Exception {
    if (server != null) {
      server.close();
    }
  }

  private JobAnswer ask(JobLookup jobs) throws Exception {
    return ask(jobs, SEED);
  }

  private JobAnswer ask(JobLookup jobs, JobQuery query) throws Exception {
    return PeerFixture.await(serve(jobs).find(query, Deadline.in(PATIENCE)));
  }

  private JobLookup serve(JobLookup jobs) throws Exception {
    server = new PeerServer(TLS, PeerFixture.handler(jobs));
    return new RemoteJobs(new HostInfo("127.0.0.1", server.port()), client);
  }

  private static void assertUnavailable(JobAnswer answer, String why) {
    assertThat(answer).isInstanceOf(JobAnswer.Unavailable.class);
    assertThat(((JobAnswer.Unavailable) answer).why()).contains(why);
  }
}
