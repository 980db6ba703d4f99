package dev.otajobs.letters;

import dev.otajobs.events.OtaJobEvent;
import dev.otajobs.ingest.Position;
import java.time.Duration;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.TreeSet;
import java.util.function.Consumer;

/**
 * Replays the dead letters that an operator names: at most 1,000 at once, the newest, in the order
 * of their times, for at most 30 seconds. Blocks.
 *
 * @param search finds them
 * @param replay writes them
 */
public record Replays(LetterSearch search, Replay replay) {

  private static final int MOST = 1_000;
  private static final Duration LONGEST = Duration.ofSeconds(30);

  /**
   * What is asked for.
   *
   * @param letters that are meant
   * @param dryRun whether only to say which these are
   * @param mended what to write instead of the one letter that is meant
   */
  public record Request(LetterFilter letters, boolean dryRun, Optional<OtaJobEvent> mended) {}

  /**
   * What became of one letter.
   *
   * @param place of its record in the events topic
   * @param again where it stands now; empty if it was not written
   * @param why it could not be written; empty if it was, or was not to be
   */
  public record Outcome(String place, Optional<Position> again, Optional<String> why) {

    static Outcome failed(String place, String why) {
      return new Outcome(place, Optional.empty(), Optional.of(why));
    }
  }

  /**
   * What became of all that were found.
   *
   * @param isTruncated whether there may be more that are meant
   */
  public record Result(List<Outcome> outcomes, boolean isTruncated) {

    public Result {
      outcomes = List.copyOf(outcomes);
    }
  }

  /**
   * Replays them.
   *
   * @param each is told at once what became of one that was to be written
   */
  public Result run(Request request, Consumer<Outcome> each) throws InterruptedException {
    LetterSearch.Result found = search.find(request.letters(), MOST);
    List<Outcome> outcomes = new ArrayList<>();
    Set<String> missing = new HashSet<>(request.letters().places());
    long end = System.nanoTime() + LONGEST.toNanos();
    for (int i = found.letters().size() - 1; i >= 0; i--) {
      Letter letter = found.letters().get(i);
      missing.remove(letter.place());
      if (request.dryRun()) {
        outcomes.add(
            new Outcome(
                letter.place(), Optional.empty(), Replay.problem(letter, request.mended())));
      } else if (System.nanoTime() - end > 0) {
        outcomes.add(Outcome.failed(letter.place(), "was not tried: the replay took too long"));
      } else {
        Outcome outcome = write(letter, request.mended());
        each.accept(outcome);
        outcomes.add(outcome);
      }
    }
    new TreeSet<>(missing)
        .forEach(
            place ->
                outcomes.add(
                    Outcome.failed(
                        place, "is none of the last 10,000 dead letters of a partition")));
    return new Result(outcomes, found.isTruncated());
  }

  private Outcome write(Letter letter, Optional<OtaJobEvent> mended) throws InterruptedException {
    try {
      Position again = replay.write(letter, mended);
      return new Outcome(letter.place(), Optional.of(again), Optional.empty());
    } catch (ReplayException e) {
      return Outcome.failed(letter.place(), e.why());
    }
  }
}
