package dev.otajobs.faults.check;

import dev.otajobs.faults.history.Outcome;
import dev.otajobs.faults.history.Read;
import dev.otajobs.faults.workload.JobClient;
import dev.otajobs.job.JobKey;
import dev.otajobs.local.Await;
import dev.otajobs.testkit.service.Instance;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.function.Function;

/** I1, over HTTP: with the writers at rest every job is the fold of its events. */
public final class RestCheck {

  private static final Duration PAUSE = Duration.ofMillis(250);
  private static final int AT_ONCE = 64;

  private final Run run;
  private final Function<List<JobKey>, List<Read>> owners;
  private final Duration patience;

  /**
   * @param patience how long the service may take to come to rest
   */
  public RestCheck(Run run, JobClient client, List<Instance> instances, Duration patience) {
    this(run, new OwnerReplies(client, instances)::of, patience);
  }

  /**
   * @param owners asks the owners for jobs, at most {@value #AT_ONCE} at once: one read for each
   */
  RestCheck(Run run, Function<List<JobKey>, List<Read>> owners, Duration patience) {
    this.run = run;
    this.owners = owners;
    this.patience = patience;
  }

  /** Adds what differs after a while, under {@code when}. */
  public void check(Verdict verdict, String when) {
    long deadline = System.nanoTime() + patience.toNanos();
    List<JobKey> open = new ArrayList<>(run.log().jobs().keySet());
    verdict.count("jobs compared " + when, open.size());
    List<Read> wrong = List.of();
    while (!open.isEmpty()) {
      wrong = wrongOnes(open);
      open = new ArrayList<>(wrong.stream().map(Read::key).toList());
      if (System.nanoTime() - deadline > 0) {
        break;
      }
      if (!open.isEmpty()) {
        Await.pause(PAUSE);
      }
    }
    for (Read read : wrong) {
      verdict.violated(
          Invariant.I1,
          "%s: %s %s but the fold has %s"
              .formatted(when, read, read.body(), run.fold().body(read.key()).orElse("nothing")));
    }
  }

  private List<Read> wrongOnes(List<JobKey> keys) {
    List<Read> wrong = new ArrayList<>();
    for (int from = 0; from < keys.size(); from += AT_ONCE) {
      List<JobKey> some = keys.subList(from, Math.min(keys.size(), from + AT_ONCE));
      owners.apply(some).stream().filter(read -> !isRight(read)).forEach(wrong::add);
    }
    return wrong;
  }

  private boolean isRight(Read read) {
    Optional<String> expected = run.fold().body(read.key());
    return expected.isPresent()
        ? read.outcome() == Outcome.FOUND && read.body().equals(expected.get())
        : read.outcome() == Outcome.ABSENT;
  }
}
