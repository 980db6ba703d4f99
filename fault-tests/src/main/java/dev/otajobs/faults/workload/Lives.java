package dev.otajobs.faults.workload;

import dev.otajobs.events.OtaJobEvent;
import dev.otajobs.job.JobKey;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Random;

/** Makes lives of jobs up, the same ones for the same seed. */
final class Lives {

  private static final int MOST_PATCHES = 12;
  private static final double FINISHED = 0.7;
  private static final double SHARED_ID = 0.1;

  private final Random random;
  private final WorkloadPlan plan;
  private final String prefix;
  private int count;

  Lives(Random random, WorkloadPlan plan, String prefix) {
    this.random = random;
    this.plan = plan;
    this.prefix = prefix;
  }

  /** The next life: its events in the order in which they are sent, duplicates included. */
  Life next() {
    int number = count++;
    // Two accounts share some JobIds: those are two jobs.
    boolean shared = number > 0 && random.nextDouble() < SHARED_ID;
    String jobId = prefix + "-" + (shared ? random.nextInt(number) : number);
    String account = random.nextBoolean() ? Accounts.UNSIGNED : Accounts.TOKEN_HOLDER;
    JobKey key = new JobKey(jobId, account);
    List<OtaJobEvent> events = new ArrayList<>();
    LifeEvents made = new LifeEvents(key, random, plan.extremeClocks());
    events.add(made.created());
    if (random.nextDouble() < 0.9) {
      events.add(made.started());
    }
    int patches = random.nextInt(MOST_PATCHES);
    for (int patch = 0; patch < patches; patch++) {
      events.add(made.modified());
    }
    if (random.nextDouble() < FINISHED) {
      events.add(made.finished());
    }
    return new Life(key, sent(events), random.nextDouble() < plan.foreign());
  }

  private List<OtaJobEvent> sent(List<OtaJobEvent> happened) {
    List<OtaJobEvent> sent = new ArrayList<>(happened);
    switch (plan.order()) {
      case MOSTLY -> swapSome(sent);
      case SHUFFLED -> Collections.shuffle(sent, random);
      case REVERSED -> Collections.reverse(sent);
    }
    for (OtaJobEvent event : happened) {
      if (random.nextDouble() < plan.duplicates()) {
        sent.add(
            sent.indexOf(event) + 1 + random.nextInt(sent.size() - sent.indexOf(event)), event);
      }
    }
    return sent;
  }

  private void swapSome(List<OtaJobEvent> events) {
    for (int i = 1; i < events.size(); i++) {
      if (random.nextDouble() < 0.1) {
        Collections.swap(events, i - 1, i);
      }
    }
  }

  /**
   * One job's events, in the order in which they are sent.
   *
   * @param foreign whether another partitioner than Kafka's places them
   */
  record Life(JobKey key, List<OtaJobEvent> events, boolean foreign) {}
}
