package dev.otajobs.ingest;

import dev.otajobs.events.OtaJobEvent;
import dev.otajobs.job.JobField;
import java.util.Optional;
import java.util.function.Function;

/** Tells before an event is written whether the projection will take it. */
public final class EventCheck {

  private EventCheck() {}

  /**
   * The rules that the event breaks; empty if it breaks none.
   *
   * @param names how fields are named
   */
  public static Optional<String> problem(OtaJobEvent event, Function<JobField, String> names) {
    Judgement judged = EventReader.read(event.getJobId(), event, new Problems(names));
    return judged instanceof Judgement.Rejected rejected
        ? Optional.of(rejected.detail())
        : Optional.empty();
  }
}
