package dev.otajobs.cli;

import dev.otajobs.ingest.RejectReason;
import dev.otajobs.letters.LetterFilter;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Option;

/** Which dead letters a command means: those to which all that is given applies. */
public final class LetterOptions {

  @Option(
      names = "--at",
      split = ",",
      paramLabel = "P-O",
      description = "Those of these places in the events topic, as the list shows them.")
  private List<String> places = List.of();

  @Option(names = "--reason", description = "Those of this reason: ${COMPLETION-CANDIDATES}.")
  private @Nullable RejectReason reason;

  @Option(names = "--job", paramLabel = "JOBID", description = "Those with this key.")
  private @Nullable String job;

  @Option(
      names = "--from",
      paramLabel = "TIME",
      description = "Not before, such as 2026-11-28T06:00:00Z.")
  private Instant from = Instant.MIN;

  @Option(names = "--to", paramLabel = "TIME", description = "Not after.")
  private Instant to = Instant.MAX;

  LetterFilter filter() {
    return new LetterFilter(
        Set.copyOf(places), Optional.ofNullable(reason), Optional.ofNullable(job), from, to);
  }

  List<String> places() {
    return places;
  }

  boolean areAll() {
    return filter().equals(LetterFilter.of(Set.of(), Optional.empty()));
  }
}
