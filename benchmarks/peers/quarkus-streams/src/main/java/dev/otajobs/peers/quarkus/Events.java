package dev.otajobs.peers.quarkus;

import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;

/**
 * What happened to a job, each event once and the earliest first: its history, and what it is
 * folded from. So neither the order of arrival nor duplicates change the job.
 */
public class Events {

  private static final Comparator<JobEvent> BY_TIME =
      Comparator.comparingLong(JobEvent::occurredAt).thenComparing(JobEvent::eventId);

  public List<JobEvent> all = new ArrayList<>();

  public Events add(JobEvent event) {
    if (all.stream().noneMatch(known -> known.eventId().equals(event.eventId()))) {
      all.add(event);
      all.sort(BY_TIME);
    }
    return this;
  }

  Job fold() {
    Job job = new Job();
    // A creation comes first, whatever the clocks say.
    all.stream().filter(event -> event.type() == JobEvent.Type.created).forEach(job::apply);
    all.stream().filter(event -> event.type() != JobEvent.Type.created).forEach(job::apply);
    return job;
  }
}
