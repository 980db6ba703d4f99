package dev.otajobs.peers;

import dev.otajobs.codec.StoredJobSerde;
import dev.otajobs.job.StoredJob;
import dev.otajobs.query.Deadline;
import dev.otajobs.query.JobAnswer;
import dev.otajobs.query.JobLookup;
import dev.otajobs.query.JobQuery;
import io.vertx.core.Future;
import io.vertx.core.Handler;
import io.vertx.core.buffer.Buffer;
import io.vertx.core.http.HttpHeaders;
import io.vertx.core.http.HttpServerRequest;
import io.vertx.core.http.HttpServerResponse;
import java.time.Clock;
import java.time.Duration;
import java.util.concurrent.atomic.AtomicInteger;
import org.apache.kafka.common.serialization.Serializer;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** Answers the calls of peers, on a listener of its own, from this instance's own knowledge. */
public final class PeerHandler implements Handler<HttpServerRequest> {

  static final String STALENESS = "ota-staleness-ms";

  /**
   * Which kind of answer it is. A status would not do: whoever listens where a peer has been until
   * a moment ago may answer 404, and that is no word on any job.
   */
  static final String ANSWER = "ota-answer";

  static final String FOUND = "found";
  static final String ABSENT = "absent";
  static final String NOT_YET = "not-yet";
  static final String UNAVAILABLE = "unavailable";

  /** Unavailable for a moment only. */
  static final String MOVING = "moving";

  private static final int MOST_AT_ONCE = 1024;
  private static final Duration LONGEST = Duration.ofMinutes(1);
  private static final Logger LOG = LoggerFactory.getLogger(PeerHandler.class);

  private final PeerSecret secret;
  private final JobLookup jobs;
  private final NonceHome nonces;
  private final Beat beat;
  private final Clock clock;
  private final Serializer<StoredJob> bytes = new StoredJobSerde().serializer();
  private final AtomicInteger underWay = new AtomicInteger();

  public PeerHandler(PeerSecret secret, JobLookup jobs, NonceHome nonces, Beat beat, Clock clock) {
    this.secret = secret;
    this.jobs = jobs;
    this.nonces = nonces;
    this.beat = beat;
    this.clock = clock;
  }

  @Override
  public void handle(HttpServerRequest request) {
    String proof = request.getHeader(PeerSecret.HEADER);
    if (proof == null
        || !secret.isProof(proof, request.method().name(), request.uri(), clock.millis())) {
      text(request.response(), 401, "not a peer");
    } else {
      Future.succeededFuture(request)
          .compose(this::answer)
          .onFailure(failure -> fail(request, failure));
    }
  }

  private Future<Void> answer(HttpServerRequest request) {
    HttpServerResponse response = request.response();
    return switch (request.path()) {
      case PeerPaths.BEAT -> text(response, 200, beat.text());
      case PeerPaths.NONCES -> text(response, 200, nonces.use(request.uri()).name());
      case PeerPaths.JOBS -> find(request);
      default -> text(response, 404, "no such call between peers");
    };
  }

  /** Only these take time, so only these are counted: a heartbeat must get through. */
  private Future<Void> find(HttpServerRequest request) {
    JobQuery query = PeerPaths.query(request.uri());
    Duration patience = PeerPaths.patience(request.uri());
    Deadline deadline = Deadline.in(patience.compareTo(LONGEST) < 0 ? patience : LONGEST);
    if (underWay.incrementAndGet() > MOST_AT_ONCE) {
      underWay.decrementAndGet();
      return text(request.response(), 429, "busy");
    }
    return Future.succeededFuture(query)
        .compose(asked -> jobs.find(asked, deadline))
        .onComplete(found -> underWay.decrementAndGet())
        .compose(answer -> answer.map(new Sender(request.response(), bytes)));
  }

  private static void fail(HttpServerRequest request, Throwable failure) {
    if (failure instanceof IllegalArgumentException) {
      text(request.response(), 400, "cannot be read: " + failure.getMessage());
    } else if (!request.response().closed() && !request.response().ended()) {
      LOG.error("a peer's call failed", failure);
      text(request.response(), 500, "failed");
    }
  }

  private static Future<Void> text(HttpServerResponse response, int status, String text) {
    return response.setStatusCode(status).end(text);
  }

  /** Sends what each kind of answer is told a peer by. */
  private record Sender(HttpServerResponse response, Serializer<StoredJob> bytes)
      implements JobAnswer.Cases<Future<Void>> {

    @Override
    public Future<Void> found(JobAnswer.Found found) {
      found
          .staleness()
          .ifPresent(age -> response.putHeader(STALENESS, Long.toString(age.toMillis())));
      response.putHeader(HttpHeaders.CONTENT_TYPE, "application/octet-stream");
      response.putHeader(ANSWER, FOUND);
      return response.end(Buffer.buffer(bytes.serialize("", found.job())));
    }

    @Override
    public Future<Void> absent() {
      return text(answer(ABSENT), 404, "absent");
    }

    @Override
    public Future<Void> notYet(JobAnswer.NotYet notYet) {
      return text(answer(NOT_YET), 412, notYet.why());
    }

    @Override
    public Future<Void> unavailable(JobAnswer.Unavailable unavailable) {
      return text(answer(unavailable.moving() ? MOVING : UNAVAILABLE), 503, unavailable.why());
    }

    private HttpServerResponse answer(String kind) {
      return response.putHeader(ANSWER, kind);
    }
  }
}
