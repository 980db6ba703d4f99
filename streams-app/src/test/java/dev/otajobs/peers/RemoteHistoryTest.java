package dev.otajobs.peers;

import static dev.otajobs.peers.PeerFixture.TLS;
import static org.assertj.core.api.Assertions.assertThat;

import dev.otajobs.auth.nonces.RecentNonces;
import dev.otajobs.job.Change;
import dev.otajobs.job.Job;
import dev.otajobs.job.JobChange;
import dev.otajobs.job.JobEvent;
import dev.otajobs.job.JobHistory;
import dev.otajobs.job.JobKey;
import dev.otajobs.job.Revision;
import dev.otajobs.job.Stamp;
import dev.otajobs.query.Deadline;
import dev.otajobs.query.JobAnswer;
import dev.otajobs.query.history.HistoryAnswer;
import dev.otajobs.query.history.HistoryLookup;
import dev.otajobs.query.history.HistoryQuery;
import io.vertx.core.Future;
import io.vertx.core.Handler;
import io.vertx.core.Vertx;
import io.vertx.core.http.HttpServerRequest;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.UUID;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicReference;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

/** One instance asks another for a history, over real sockets. */
class RemoteHistoryTest {

  private static final HistoryQuery QUERY =
      new HistoryQuery(new JobKey("jöb /&", "100"), 3, Revision.at(3, 42).join(Revision.at(5, 1)));

  private final Vertx vertx = Vertx.vertx();
  private final PeerClient client = new PeerClient(vertx, TLS, 8);

  @AfterEach
  void stop() throws Exception {
    client.close();
    vertx.close().await(10, TimeUnit.SECONDS);
  }

  @Test
  void shouldBringTheHistoryAsItIs() throws Exception {
    // given
    Stamp stamp = new Stamp(0, 7, new UUID(1, 2));
    Job job = Job.of(new JobEvent(stamp, new Change.Started()), Revision.at(3, 42));
    JobHistory history =
        new JobHistory(
            Optional.of(JobHistory.Earlier.of(job)),
            List.of(new JobChange(new Stamp(0, 8, new UUID(1, 3)), job, "source", 9)));
    AtomicReference<HistoryQuery> asked = new AtomicReference<>();

    // when
    HistoryAnswer answer =
        ask(
            handler(
                (query, deadline) -> {
                  asked.set(query);
                  return Future.succeededFuture(new HistoryAnswer.Known(history));
                }));

    // then
    assertThat(answer).isEqualTo(new HistoryAnswer.Known(history));
    assertThat(asked).hasValue(QUERY);
  }

  @Test
  void shouldHoldAnythingElseForUnavailable() throws Exception {
    assertThat(ask(handler(HistoryLookup.NONE))).isInstanceOf(HistoryAnswer.Unavailable.class);
    assertThat(ask(request -> request.response().setStatusCode(404).end("not ours")))
        .as("of an older release")
        .isInstanceOf(HistoryAnswer.Unavailable.class);
    for (String garbage : new String[] {"", "garbage", "\u0001\u0001"}) {
      assertThat(
              ask(
                  request ->
                      request
                          .response()
                          .putHeader(PeerProtocol.ANSWER, PeerProtocol.FOUND)
                          .end(garbage)))
          .isInstanceOf(HistoryAnswer.Unavailable.class);
    }
  }

  private static PeerHandler handler(HistoryLookup histories) {
    return new PeerHandler(
        PeerFixture.always(new JobAnswer.Absent()),
        PeerFixture.NO_INDEX,
        histories,
        new RecentNonces(1_000),
        () -> Map.of(),
        PeerFixture.NO_REPORT,
        PeerFixture.CLOCK);
  }

  private HistoryAnswer ask(Handler<HttpServerRequest> peer) throws Exception {
    try (PeerServer server = new PeerServer(TLS, peer)) {
      return new RemoteHistory(server.address(), client)
          .history(QUERY, Deadline.in(Duration.ofSeconds(5)))
          .await(10, TimeUnit.SECONDS);
    }
  }
}
