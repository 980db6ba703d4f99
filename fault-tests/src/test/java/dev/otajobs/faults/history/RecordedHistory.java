package dev.otajobs.faults.history;

import dev.otajobs.ingest.Position;
import dev.otajobs.job.JobKey;
import dev.otajobs.job.Revision;
import java.time.Duration;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;

/** Reads the lines that {@link HistoryFile} writes. */
public final class RecordedHistory {

  private final History history = new History();

  private RecordedHistory() {}

  /**
   * The history of these lines.
   *
   * @throws IllegalArgumentException if a line is of another kind than those of a history
   */
  public static History of(List<String> lines) {
    RecordedHistory recorded = new RecordedHistory();
    lines.forEach(recorded::take);
    return recorded.history;
  }

  private void take(String line) {
    String[] columns = line.split("\t", -1);
    switch (columns[0]) {
      case HistoryFile.ACK -> history.acked(position(columns[2]), Long.parseLong(columns[1]));
      case HistoryFile.POISON ->
          history.poisonAcked(position(columns[2]), Long.parseLong(columns[1]), columns[3]);
      case HistoryFile.WINDOW -> history.window(window(columns));
      case HistoryFile.COLD -> history.cold(window(columns));
      case HistoryFile.READ -> history.add(read(line));
      case HistoryFile.CREATED ->
          history.add(
              new Created(
                  Integer.parseInt(columns[2]),
                  JobKey.parse(columns[3]),
                  columns[4],
                  Long.parseLong(columns[1])));
      case HistoryFile.LISTING -> history.add(listing(columns));
      default -> throw new IllegalArgumentException("no line of a history: " + line);
    }
  }

  private static Listing listing(String[] columns) {
    List<Listing.Item> items =
        present(columns[5]).stream()
            .flatMap(text -> Arrays.stream(text.split(",", -1)))
            .map(item -> item.split("@", 2))
            .map(item -> new Listing.Item(JobKey.parse(item[0]), item[1]))
            .toList();
    return new Listing(
        columns[2],
        Long.parseLong(columns[1]),
        Outcome.valueOf(columns[3]),
        Integer.parseInt(columns[4]),
        items);
  }

  /** The read of this line, whatever its first column says. */
  public static Read read(String line) {
    String[] columns = line.split("\t", -1);
    Read.Asked asked =
        new Read.Asked(
            revision(columns[6]), columns[7].equals(HistoryFile.OWN), duration(columns[8]));
    return new Read(
        JobKey.parse(columns[5]),
        Integer.parseInt(columns[3]),
        columns[4],
        asked,
        Long.parseLong(columns[1]),
        Long.parseLong(columns[2]),
        Outcome.valueOf(columns[9]),
        Integer.parseInt(columns[10]),
        revision(columns[11]),
        duration(columns[12]),
        present(columns[13]).orElse(""));
  }

  /** The position that {@code partition-offset} names. */
  public static Position position(String text) {
    int dash = text.indexOf('-');
    return new Position(
        Integer.parseInt(text.substring(0, dash)), Long.parseLong(text.substring(dash + 1)));
  }

  private static Window window(String[] columns) {
    return new Window(Long.parseLong(columns[1]), Long.parseLong(columns[2]), columns[3]);
  }

  private static Optional<Revision> revision(String column) {
    return present(column).map(Revision::parse);
  }

  private static Optional<Duration> duration(String column) {
    return present(column).map(millis -> Duration.ofMillis(Long.parseLong(millis)));
  }

  private static Optional<String> present(String column) {
    return Optional.of(column).filter(text -> !text.equals(HistoryFile.NONE));
  }
}
