package dev.otajobs.api.rest;

import dev.otajobs.api.Viewer;
import dev.otajobs.api.VisibleJobs;
import dev.otajobs.codec.JobJson;
import dev.otajobs.codec.JsonWriter;
import dev.otajobs.job.Revision;
import dev.otajobs.query.Consistency;
import dev.otajobs.query.JobAnswer;
import dev.otajobs.query.watch.EventSignals;
import dev.otajobs.query.watch.Signals;
import io.vertx.core.Context;
import io.vertx.core.Vertx;
import io.vertx.core.http.HttpServerResponse;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * One caller that watches one job. The first look-up has everything that was acknowledged before.
 * Each later one has at least the event of the job that caused it, and the job is sent if its
 * revision has changed. Several events that come at once are one look-up, so a caller gets the
 * newest state and not each one between. All of it runs on the event loop of the connection.
 */
final class JobWatch implements Watch, Signals {

  private static final Logger LOG = LoggerFactory.getLogger(JobWatch.class);

  private static final Duration RETRY = Duration.ofMillis(500);

  private final Viewer viewer;
  private final String jobId;
  private final VisibleJobs jobs;
  private final Context context;
  private final Vertx vertx;
  private final EventStream stream;

  /** What the caller has; empty before the first event. */
  private Optional<Revision> sent;

  private boolean isGone;
  private boolean isAsking;

  /** Whether a look-up is due; the first one is. */
  private boolean isChanged = true;

  /** The events that no look-up has had yet. */
  private Optional<Revision> wanted = Optional.empty();

  /** Whether the next look-up must have everything that was acknowledged before it. */
  private boolean isComplete = true;

  private EventSignals.@Nullable Subscription subscription;

  /**
   * @param held the revision that the caller has; empty if none
   * @param cut closes the connection, whatever is still to be sent
   */
  JobWatch(
      Vertx vertx,
      Context context,
      VisibleJobs jobs,
      Viewer viewer,
      String jobId,
      Optional<Revision> held,
      Runnable cut) {
    this.vertx = vertx;
    this.context = context;
    this.jobs = jobs;
    this.viewer = viewer;
    this.jobId = jobId;
    this.sent = held;
    this.stream = new EventStream(vertx, jobId, cut, this::ask);
  }

  @Override
  public EventSignals.Subscription subscribe(EventSignals signals) {
    EventSignals.Subscription own = signals.subscribe(jobId, this);
    subscription = own;
    return own;
  }

  @Override
  public void event(String job, Revision at) {
    context.runOnContext(
        now -> {
          want(Optional.of(at));
          lookUp();
        });
  }

  private void want(Optional<Revision> more) {
    wanted = more.map(at -> wanted.map(at::join).orElse(at)).or(() -> wanted);
  }

  @Override
  public void moved(String job) {
    missed();
  }

  @Override
  public void missed() {
    context.runOnContext(
        now -> {
          isComplete = true;
          lookUp();
        });
  }

  /** Sends the job as it is, and then each change. */
  @Override
  public void begin(HttpServerResponse to) {
    stream.begin(to);
  }

  @Override
  public void over() {
    if (subscription != null) {
      subscription.end();
    }
    stream.over();
  }

  @Override
  public void closing() {
    context.runOnContext(now -> stream.closing());
  }

  private void lookUp() {
    isChanged = true;
    ask();
  }

  private void ask() {
    if (isAsking || !isChanged || !stream.canTake()) {
      return;
    }
    isAsking = true;
    isChanged = false;
    Optional<Revision> asked = wanted;
    boolean complete = isComplete;
    wanted = Optional.empty();
    isComplete = false;
    Consistency consistency =
        complete
            ? new Consistency(asked, Consistency.COMPLETE.maxStaleness(), true)
            : new Consistency(asked, Optional.empty());
    jobs.find(viewer, jobId, Optional.empty(), consistency)
        .onComplete(
            answer -> {
              isAsking = false;
              if (answer.succeeded()) {
                take(answer.result(), asked, complete);
              } else {
                LOG.error("a look-up of a watch failed", answer.cause());
                stream.end("failed");
              }
            });
  }

  private void take(JobAnswer answer, Optional<Revision> asked, boolean complete) {
    if (answer instanceof JobAnswer.Found found) {
      if (isOlder(found.revision()) && !complete) {
        // A copy that is behind what the caller has.
        again(asked);
        return;
      }
      isGone = false;
      if (!sent.equals(Optional.of(found.revision()))) {
        sent = Optional.of(found.revision());
        stream.send("job", found.revision().text(), job(found));
      }
    } else if (answer instanceof JobAnswer.Absent) {
      sent = Optional.empty();
      if (!isGone) {
        isGone = true;
        stream.send("gone", "", "{}");
      }
    } else {
      again(asked);
      return;
    }
    ask();
  }

  private boolean isOlder(Revision revision) {
    return sent.isPresent() && !sent.get().equals(revision) && sent.get().includes(revision);
  }

  private void again(Optional<Revision> asked) {
    want(asked);
    isComplete = true;
    isChanged = true;
    vertx.setTimer(RETRY.toMillis(), timer -> ask());
  }

  private static String job(JobAnswer.Found found) {
    return new String(
        JsonWriter.object(out -> JobJson.write(found.view().fields(), out)),
        StandardCharsets.UTF_8);
  }
}
