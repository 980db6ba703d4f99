package dev.otajobs.ingest;

import dev.otajobs.events.OtaJobEvent;
import java.util.Optional;
import java.util.function.UnaryOperator;

/** Tells before an event is written whether the projection will take it. */
public final class EventCheck {

  private EventCheck() {}

  /**
   * The rules that the event breaks; empty if it breaks none.
   *
   * @param names what the reader calls the event's fields, by their names in the schema
   */
  public static Optional<String> problem(OtaJobEvent event, UnaryOperator<String> names) {
    Judgement judged = EventReader.read(event.getJobId(), event, new Problems(names));
    return judged instanceof Judgement.Rejected rejected
        ? Optional.of(rejected.detail())
        : Optional.empty();
  }
}
