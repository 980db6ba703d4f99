package dev.otajobs.faults.check;

import dev.otajobs.faults.history.History;
import dev.otajobs.faults.history.Read;
import dev.otajobs.faults.history.RecordedHistory;
import dev.otajobs.ingest.Partitioning;
import dev.otajobs.job.JobKey;
import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.function.Function;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/**
 * A recorded run of two partitions, as tab-separated lines: those of {@link
 * dev.otajobs.faults.history.HistoryFile}, and {@code event} and {@code rejected} (see {@link
 * RecordedLog}), {@code letter} (see {@link RecordedLetter}), and {@code rest}: as {@code read}, by
 * the owner at rest. A line that begins with {@code #} is a comment.
 */
final class Recording {

  static final Partitioning PARTITIONING = new Partitioning(2);

  private static final String WRITTEN = "written.tsv";
  private static final List<String> NOT_OF_THE_HISTORY =
      List.of(RecordedLog.EVENT, RecordedLog.REJECTED, RecordedLetter.KIND, "rest");

  private final Map<String, List<String>> lines;
  private final Run run;

  private Recording(Stream<String> all) {
    lines =
        all.filter(line -> !line.isEmpty() && !line.startsWith("#"))
            .collect(Collectors.groupingBy(line -> line.substring(0, line.indexOf('\t'))));
    EventLog log = RecordedLog.of(of(RecordedLog.EVENT), of(RecordedLog.REJECTED));
    run = Run.of(recordedHistory(), log, PARTITIONING, Bounds.DEFAULT);
  }

  /** What producers wrote in {@code written.tsv}, and these lines. */
  static Recording written(String... more) {
    return new Recording(Stream.concat(resource(WRITTEN), Arrays.stream(more)));
  }

  /** What producers wrote, and what the service replied by this resource. */
  static Recording replied(String name) {
    return new Recording(Stream.concat(resource(WRITTEN), resource(name)));
  }

  Run run() {
    return run;
  }

  History history() {
    return run.history();
  }

  /** What all of the checks together say. */
  Verdict verdict() {
    Verdict verdict = Checker.checkHistory(run);
    DeadLetterCheck letters = new DeadLetterCheck(run, verdict);
    of(RecordedLetter.KIND).forEach(line -> letters.take(RecordedLetter.of(line)));
    letters.compare();
    new RestCheck(run, owners(), Duration.ZERO).check(verdict, "at rest");
    return verdict;
  }

  /** What the owners replied at rest. */
  Function<List<JobKey>, List<Read>> owners() {
    Map<JobKey, Read> replies =
        of("rest").stream()
            .map(RecordedHistory::read)
            .collect(Collectors.toMap(Read::key, Function.identity()));
    return keys -> keys.stream().map(replies::get).toList();
  }

  private History recordedHistory() {
    return RecordedHistory.of(
        lines.entrySet().stream()
            .filter(kind -> !NOT_OF_THE_HISTORY.contains(kind.getKey()))
            .flatMap(kind -> kind.getValue().stream())
            .toList());
  }

  private List<String> of(String kind) {
    return lines.getOrDefault(kind, List.of());
  }

  private static Stream<String> resource(String name) {
    try (InputStream in = Recording.class.getResourceAsStream(name)) {
      if (in == null) {
        throw new IllegalArgumentException("There is no recording " + name + ": write it.");
      }
      return new String(in.readAllBytes(), StandardCharsets.UTF_8).lines();
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }
}
