package dev.otajobs.faults.check;

import dev.otajobs.faults.workload.BatchClient;
import dev.otajobs.job.Change;
import dev.otajobs.job.FieldValue;
import dev.otajobs.job.JobField;
import dev.otajobs.job.JobKey;
import dev.otajobs.local.Await;
import dev.otajobs.testkit.service.Instance;
import java.time.Duration;
import java.util.Comparator;
import java.util.List;
import java.util.Optional;
import java.util.function.Supplier;

/** I11 at rest: all pages of a list together have every batch of the log once, and nothing else. */
public final class ListCheck {

  private static final Duration PAUSE = Duration.ofMillis(250);
  private static final Comparator<JobKey> ORDER = Comparator.comparing(JobKey::text);

  private final List<JobKey> expected;
  private final Duration patience;

  /**
   * @param patience how long the service may take to come to rest
   */
  public ListCheck(Run run, Duration patience) {
    this.expected =
        run.log().jobs().keySet().stream().filter(key -> isListed(run, key)).sorted(ORDER).toList();
    this.patience = patience;
  }

  private static boolean isListed(Run run, JobKey key) {
    return run.log().of(key).stream()
        .anyMatch(
            entry ->
                entry.event().change() instanceof Change.Created created
                    && new FieldValue.Text(BatchClient.FIRMWARE)
                        .equals(created.fields().get(JobField.FIRMWARE_ID)));
  }

  /** Adds what this instance lists otherwise after a while; nothing to list is not asked for. */
  public void check(BatchClient batches, Instance instance, Verdict verdict) {
    if (!expected.isEmpty()) {
      check(() -> batches.listAll(instance), instance.name(), verdict);
    }
  }

  /**
   * @param list all pages; empty if they were not to be had
   */
  void check(Supplier<Optional<List<JobKey>>> list, String instance, Verdict verdict) {
    verdict.most("batches listed at rest", expected.size());
    long deadline = System.nanoTime() + patience.toNanos();
    Optional<List<JobKey>> listed = sorted(list.get());
    while (!listed.equals(Optional.of(expected)) && System.nanoTime() - deadline < 0) {
      Await.pause(PAUSE);
      listed = sorted(list.get());
    }
    if (!listed.equals(Optional.of(expected))) {
      verdict.violated(
          Invariant.I11,
          "at rest %s lists %s batches, the log has %d; the first one that it lacks: %s"
              .formatted(
                  instance,
                  listed.map(List::size).map(Object::toString).orElse("no"),
                  expected.size(),
                  lacks(listed.orElse(List.of()))));
    }
  }

  private String lacks(List<JobKey> listed) {
    return expected.stream()
        .filter(key -> !listed.contains(key))
        .findFirst()
        .map(JobKey::text)
        .orElse("none");
  }

  private static Optional<List<JobKey>> sorted(Optional<List<JobKey>> listed) {
    return listed.map(keys -> keys.stream().sorted(ORDER).toList());
  }
}
