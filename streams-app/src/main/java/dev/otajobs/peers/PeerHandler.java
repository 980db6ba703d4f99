package dev.otajobs.peers;

import dev.otajobs.auth.nonces.NonceMemory;
import dev.otajobs.auth.nonces.RecentNonces;
import dev.otajobs.codec.HistoryCodec;
import dev.otajobs.codec.JobsSerde;
import dev.otajobs.job.Jobs;
import dev.otajobs.peers.HistoryProtocol.HistoryCall;
import dev.otajobs.peers.IndexProtocol.IndexCall;
import dev.otajobs.peers.PeerProtocol.JobCall;
import dev.otajobs.peers.PeerProtocol.NonceCall;
import dev.otajobs.query.Deadline;
import dev.otajobs.query.JobAnswer;
import dev.otajobs.query.JobLookup;
import dev.otajobs.query.history.HistoryAnswer;
import dev.otajobs.query.history.HistoryLookup;
import dev.otajobs.query.index.IndexAnswer;
import dev.otajobs.query.index.IndexLookup;
import io.vertx.core.Future;
import io.vertx.core.Handler;
import io.vertx.core.buffer.Buffer;
import io.vertx.core.http.HttpHeaders;
import io.vertx.core.http.HttpServerRequest;
import io.vertx.core.http.HttpServerResponse;
import java.time.Clock;
import java.time.Duration;
import java.util.Map;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.function.Function;
import java.util.function.Supplier;
import org.apache.kafka.common.serialization.Serializer;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Answers the calls of other instances from this instance's own stores and memory: it never calls a
 * third one. At most 1024 queries are in flight; more are refused with 429. Heartbeats and nonces
 * are answered at once and not limited. Callers are authenticated by the listener's TLS.
 */
public final class PeerHandler implements Handler<HttpServerRequest> {

  private static final int MAX_IN_FLIGHT = 1024;
  private static final Duration MAX_TIMEOUT = Duration.ofMinutes(1);
  private static final Logger LOG = LoggerFactory.getLogger(PeerHandler.class);

  private final JobLookup jobs;
  private final IndexLookup index;
  private final HistoryLookup histories;
  private final RecentNonces nonces;
  private final Supplier<Map<String, Integer>> usage;
  private final Supplier<Future<Buffer>> report;
  private final Clock clock;
  private final Serializer<Jobs> serializer = new JobsSerde().serializer();
  private final AtomicInteger inFlight = new AtomicInteger();

  /**
   * @param jobs this instance's own stores
   * @param index lists from them
   * @param histories reads histories from them
   * @param nonces remembers nonces for the other instances, together with this one's own
   * @param usage the calls that were admitted within the last second, by quota
   * @param report what this instance tells of itself, in JSON
   */
  public PeerHandler(
      JobLookup jobs,
      IndexLookup index,
      HistoryLookup histories,
      RecentNonces nonces,
      Supplier<Map<String, Integer>> usage,
      Supplier<Future<Buffer>> report,
      Clock clock) {
    this.jobs = jobs;
    this.index = index;
    this.histories = histories;
    this.nonces = nonces;
    this.usage = usage;
    this.report = report;
    this.clock = clock;
  }

  @Override
  public void handle(HttpServerRequest request) {
    Future.succeededFuture(request)
        .compose(this::answer)
        .onFailure(failure -> fail(request, failure));
  }

  private Future<Void> answer(HttpServerRequest request) {
    HttpServerResponse response = request.response();
    return switch (request.path()) {
      case PeerProtocol.HEARTBEAT -> reply(response, 200, PeerProtocol.usageText(usage.get()));
      case PeerProtocol.REPORT -> report.get().compose(text -> response.end(text));
      case PeerProtocol.NONCES -> reply(response, 200, use(NonceCall.parse(request.uri())).name());
      case PeerProtocol.JOBS -> find(JobCall.parse(request.uri()), response);
      case HistoryProtocol.PATH -> history(HistoryCall.parse(request.uri()), response);
      case IndexProtocol.PATH -> list(IndexCall.parse(request.uri()), response);
      default -> reply(response, 404, "unknown path");
    };
  }

  private NonceMemory.Use use(NonceCall call) {
    return nonces.useNow(call.key(), call.nonce(), clock.instant(), call.atMost());
  }

  private Future<Void> find(JobCall call, HttpServerResponse response) {
    return bounded(
        call.timeout(),
        response,
        deadline -> jobs.find(call.query(), deadline),
        answer -> answer.map(new Reply(response, serializer)));
  }

  private Future<Void> list(IndexCall call, HttpServerResponse response) {
    return bounded(
        call.timeout(),
        response,
        deadline -> index.list(call.query(), deadline),
        answer -> send(answer, response));
  }

  private Future<Void> history(HistoryCall call, HttpServerResponse response) {
    return bounded(
        call.timeout(),
        response,
        deadline -> histories.history(call.query(), deadline),
        answer -> send(answer, response));
  }

  /** One of the queries in flight; refused if there are too many. */
  private <A> Future<Void> bounded(
      Duration timeout,
      HttpServerResponse response,
      Function<Deadline, Future<A>> query,
      Function<A, Future<Void>> send) {
    Deadline deadline = Deadline.in(timeout.compareTo(MAX_TIMEOUT) < 0 ? timeout : MAX_TIMEOUT);
    if (inFlight.incrementAndGet() > MAX_IN_FLIGHT) {
      inFlight.decrementAndGet();
      return reply(response, 429, "too many queries in flight");
    }
    return Future.succeededFuture(deadline)
        .compose(query)
        .onComplete(answered -> inFlight.decrementAndGet())
        .compose(send);
  }

  private static Future<Void> send(IndexAnswer answer, HttpServerResponse response) {
    if (answer instanceof IndexAnswer.Listed listed) {
      response.putHeader(PeerProtocol.ANSWER, PeerProtocol.FOUND);
      response.putHeader(IndexProtocol.TOTAL, Long.toString(listed.total()));
      return reply(response, 200, IndexProtocol.entriesText(listed.entries()));
    } else if (answer instanceof IndexAnswer.Unavailable none) {
      return unavailable(response, none.why());
    }
    throw new IllegalStateException("unknown answer " + answer);
  }

  private static Future<Void> send(HistoryAnswer answer, HttpServerResponse response) {
    if (answer instanceof HistoryAnswer.Known known) {
      return response
          .putHeader(HttpHeaders.CONTENT_TYPE, "application/octet-stream")
          .putHeader(PeerProtocol.ANSWER, PeerProtocol.FOUND)
          .end(Buffer.buffer(HistoryCodec.encode(known.history())));
    } else if (answer instanceof HistoryAnswer.Unavailable none) {
      return unavailable(response, none.why());
    }
    throw new IllegalStateException("unknown answer " + answer);
  }

  private static Future<Void> unavailable(HttpServerResponse response, String why) {
    return reply(response.putHeader(PeerProtocol.ANSWER, PeerProtocol.UNAVAILABLE), 503, why);
  }

  private static void fail(HttpServerRequest request, Throwable failure) {
    if (failure instanceof IllegalArgumentException) {
      reply(request.response(), 400, "malformed: " + failure.getMessage());
    } else if (!request.response().closed() && !request.response().ended()) {
      LOG.error("a call of another instance failed, path={}", request.path(), failure);
      reply(request.response(), 500, "failed");
    }
  }

  private static Future<Void> reply(HttpServerResponse response, int status, String text) {
    return response.setStatusCode(status).end(text);
  }

  /** Sends each kind of answer. */
  private record Reply(HttpServerResponse response, Serializer<Jobs> serializer)
      implements JobAnswer.Cases<Future<Void>> {

    @Override
    public Future<Void> found(JobAnswer.Found found) {
      found
          .staleness()
          .map(age -> Long.toString(age.toMillis()))
          .ifPresent(age -> response.putHeader(PeerProtocol.STALENESS, age));
      return response
          .putHeader(HttpHeaders.CONTENT_TYPE, "application/octet-stream")
          .putHeader(PeerProtocol.ANSWER, PeerProtocol.FOUND)
          .end(
              Buffer.buffer(
                  serializer.serialize("", Jobs.of(found.key().accountId(), found.job()))));
    }

    @Override
    public Future<Void> absent() {
      return send(PeerProtocol.ABSENT, 404, "absent");
    }

    @Override
    public Future<Void> notYet(JobAnswer.NotYet notYet) {
      return send(PeerProtocol.NOT_YET, 412, notYet.why());
    }

    @Override
    public Future<Void> unavailable(JobAnswer.Unavailable unavailable) {
      String kind = unavailable.moving() ? PeerProtocol.MOVING : PeerProtocol.UNAVAILABLE;
      return send(kind, 503, unavailable.why());
    }

    private Future<Void> send(String kind, int status, String text) {
      return reply(response.putHeader(PeerProtocol.ANSWER, kind), status, text);
    }
  }
}
