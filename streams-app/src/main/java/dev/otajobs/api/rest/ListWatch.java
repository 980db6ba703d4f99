package dev.otajobs.api.rest;

import dev.otajobs.api.Viewer;
import dev.otajobs.api.VisibleJobs;
import dev.otajobs.codec.JobJson;
import dev.otajobs.codec.JsonWriter;
import dev.otajobs.job.FieldValue;
import dev.otajobs.job.JobField;
import dev.otajobs.job.JobView;
import dev.otajobs.query.Consistency;
import dev.otajobs.query.JobAnswer;
import dev.otajobs.query.watch.EventSignals;
import io.vertx.core.Context;
import io.vertx.core.Vertx;
import io.vertx.core.http.HttpServerResponse;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.ArrayList;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Set;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * One caller that watches the jobs of a list. It is told of each job that has an event, as the job
 * is then, and whether the job is one of the list. Jobs that have events at once are looked up
 * together, up to {@value #BATCH}; of more than {@value #MOST} that wait the caller is told to list
 * again. All of it runs on the event loop of the connection.
 */
final class ListWatch implements Watch {

  private static final Logger LOG = LoggerFactory.getLogger(ListWatch.class);
  private static final int BATCH = 100;
  private static final int MOST = 1_000;

  /** Between two look-ups: whatever comes meanwhile is one. */
  private static final Duration PAUSE = Duration.ofMillis(50);

  private static final Duration RETRY = Duration.ofMillis(500);

  /** Between two events that make the caller list again. */
  private static final Duration LIST_PAUSE = Duration.ofSeconds(1);

  private final Vertx vertx;
  private final Context context;
  private final VisibleJobs jobs;
  private final Viewer viewer;
  private final JobFilter filter;
  private final EventStream stream;

  private final SignalledJobs signalled;

  /** The jobs that have had an event since their last look-up, in its order. */
  private final Set<String> changed = new LinkedHashSet<>();

  /** Jobs that the caller was told of, the last ones: it is told when one is gone. */
  private final Set<String> told = new LinkedHashSet<>();

  /** Whether the caller must list again. */
  private boolean isLost = true;

  /** When it was told so. */
  private long listed = System.nanoTime() - LIST_PAUSE.toNanos();

  private boolean isAsking;
  private EventSignals.@Nullable Subscription subscription;

  /**
   * @param cut closes the connection, whatever is still to be sent
   */
  ListWatch(
      Vertx vertx,
      Context context,
      VisibleJobs jobs,
      Viewer viewer,
      JobFilter filter,
      Runnable cut) {
    this.vertx = vertx;
    this.context = context;
    this.jobs = jobs;
    this.viewer = viewer;
    this.filter = filter;
    this.signalled = new SignalledJobs(context, MOST, this::takeSignalled);
    this.stream = new EventStream(vertx, "list of " + filter.firmwareId(), cut, this::ask);
  }

  String accountId() {
    return viewer.accountId();
  }

  @Override
  public EventSignals.Subscription subscribe(EventSignals signals) {
    EventSignals.Subscription own = signals.subscribeToAll(signalled);
    subscription = own;
    return own;
  }

  private void takeSignalled() {
    SignalledJobs.Taken taken = signalled.take();
    isLost |= taken.isOverflown() || changed.size() + taken.jobs().size() > MOST;
    changed.addAll(taken.jobs());
    if (isLost) {
      changed.clear();
    }
    ask();
  }

  @Override
  public void begin(HttpServerResponse to) {
    stream.begin(to);
  }

  @Override
  public void closing() {
    context.runOnContext(now -> stream.closing());
  }

  @Override
  public void over() {
    if (subscription != null) {
      subscription.end();
    }
    stream.over();
  }

  private void ask() {
    if (isAsking || (!isLost && changed.isEmpty()) || !stream.canTake()) {
      return;
    }
    if (isLost) {
      long early = LIST_PAUSE.toMillis() - Duration.ofNanos(System.nanoTime() - listed).toMillis();
      if (early > 0) {
        // What changes meanwhile is in the list that the caller reads then.
        isAsking = true;
        askAgainIn(early);
        return;
      }
      isLost = false;
      listed = System.nanoTime();
      stream.send("list", "{}");
    }
    if (changed.isEmpty()) {
      return;
    }
    isAsking = true;
    List<String> batch = changed.stream().limit(BATCH).toList();
    batch.forEach(changed::remove);
    jobs.findAll(viewer, batch, Consistency.COMPLETE)
        .onComplete(
            answers -> {
              if (answers.succeeded()) {
                take(batch, answers.result());
              } else {
                LOG.error("a look-up of a watch failed", answers.cause());
                stream.end("failed");
              }
            });
  }

  private void take(List<String> batch, List<JobAnswer> answers) {
    List<String> again = new ArrayList<>();
    for (int i = 0; i < batch.size(); i++) {
      String jobId = batch.get(i);
      JobAnswer answer = answers.get(i);
      if (answer instanceof JobAnswer.Found found) {
        tell(jobId, found);
      } else if (answer instanceof JobAnswer.Absent) {
        if (told.remove(jobId)) {
          stream.send("gone", id(jobId));
        }
      } else {
        again.add(jobId);
      }
    }
    changed.addAll(again);
    askAgainIn((again.isEmpty() ? PAUSE : RETRY).toMillis());
  }

  private void askAgainIn(long millis) {
    vertx.setTimer(
        millis,
        timer -> {
          isAsking = false;
          ask();
        });
  }

  private void tell(String jobId, JobAnswer.Found found) {
    JobView view = found.view();
    FieldValue firmware = new FieldValue.Text(filter.firmwareId());
    if (!firmware.equals(view.fields().get(JobField.FIRMWARE_ID))) {
      return;
    }
    told.remove(jobId);
    told.add(jobId);
    if (told.size() > MOST) {
      told.remove(told.iterator().next());
    }
    if (filter.lists(found)) {
      stream.send("job", text(JsonWriter.object(out -> JobJson.write(view.fields(), out))));
    } else {
      stream.send("left", id(jobId));
    }
  }

  private static String id(String jobId) {
    return text(JsonWriter.object(out -> out.member("JobId", jobId)));
  }

  private static String text(byte[] json) {
    return new String(json, StandardCharsets.UTF_8);
  }
}
