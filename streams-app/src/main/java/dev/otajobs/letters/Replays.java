package dev.otajobs.letters;

import dev.otajobs.events.OtaJobEvent;
import dev.otajobs.ingest.EventCheck;
import dev.otajobs.ingest.Position;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.TreeSet;
import java.util.function.Consumer;
import org.apache.kafka.common.errors.SerializationException;
import org.apache.kafka.common.serialization.Serializer;

/**
 * Replays the dead letters that an operator names: at most 1,000 at once, the newest, in the order
 * of their times, for at most 30 seconds. Blocks.
 *
 * @param search finds them
 * @param replay writes them
 * @param events encodes a mended event
 */
public record Replays(LetterSearch search, Replay replay, Serializer<OtaJobEvent> events) {

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

    static Outcome found(String place) {
      return new Outcome(place, Optional.empty(), Optional.empty());
    }

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
        outcomes.add(Outcome.found(letter.place()));
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
      Position again =
          mended.isPresent() ? writeMended(letter, mended.get()) : replay.write(letter);
      return new Outcome(letter.place(), Optional.of(again), Optional.empty());
    } catch (ReplayException e) {
      return Outcome.failed(letter.place(), e.why());
    } catch (SerializationException e) {
      return Outcome.failed(letter.place(), "the event cannot be encoded: " + e.getMessage());
    }
  }

  private Position writeMended(Letter letter, OtaJobEvent event) throws InterruptedException {
    Optional<String> problem = EventCheck.problem(event, field -> field);
    if (problem.isPresent()) {
      throw new ReplayException("the mended event breaks a rule: " + problem.get());
    }
    byte[] key = event.getJobId().getBytes(StandardCharsets.UTF_8);
    return replay.write(letter, key, events.serialize(replay.topic(), event));
  }
}
