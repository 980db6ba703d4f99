package dev.otajobs.faults.history;

import dev.otajobs.ingest.Position;
import dev.otajobs.job.Revision;
import java.io.BufferedWriter;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Arrays;
import java.util.Optional;
import java.util.regex.Pattern;
import java.util.stream.Collectors;

/**
 * A history as tab-separated lines, for people who look into a failed run. Everything that the
 * checks go by is in it. Times are nanoseconds of {@link System#nanoTime}, {@code -} stands for
 * what is absent. The first column is the kind of line:
 *
 * <ul>
 *   <li>{@code ack}: time, position of the record;
 *   <li>{@code poison}: the same and what is broken, for a record that is broken on purpose;
 *   <li>{@code window} and {@code cold}: from, to, why;
 *   <li>{@code read}: start, end, session, instance, job, the revision that was asked for, whose
 *       token that was ({@code own} if the session has read it before, else {@code given}), the
 *       greatest staleness that was asked for in ms, outcome, status, revision, staleness in ms,
 *       body;
 *   <li>{@code created}: time of the reply, number of the call, job, UtcCreate;
 *   <li>{@code listing}: start, instance, outcome, total, and of each item the job, {@code @} and
 *       UtcCreate, with commas between.
 * </ul>
 */
public final class HistoryFile {

  static final String ACK = "ack";
  static final String POISON = "poison";
  static final String WINDOW = "window";
  static final String COLD = "cold";
  static final String READ = "read";
  static final String CREATED = "created";
  static final String LISTING = "listing";

  static final String NONE = "-";
  static final String OWN = "own";
  static final String GIVEN = "given";

  /** A body that is no JSON may hold such characters; they would end the column or the line. */
  private static final Pattern CONTROL = Pattern.compile("\\p{Cntrl}");

  private HistoryFile() {}

  /** Writes the history into this file, in place of what was there. */
  public static void write(History history, Path file) {
    try (BufferedWriter out = Files.newBufferedWriter(file)) {
      for (var ack : history.acks().entrySet()) {
        out.write(ack(history, ack.getKey(), ack.getValue()));
      }
      for (Window window : history.windows()) {
        out.write(line(WINDOW, window.from(), window.to(), window.why()));
      }
      for (Window window : history.coldWindows()) {
        out.write(line(COLD, window.from(), window.to(), window.why()));
      }
      for (Read read : history.reads()) {
        out.write(read(read));
      }
      for (Created batch : history.created()) {
        out.write(
            line(CREATED, batch.repliedAt(), batch.call(), batch.key().text(), batch.utcCreate()));
      }
      for (Listing listing : history.listings()) {
        out.write(listing(listing));
      }
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  private static String ack(History history, Position position, long at) {
    String where = position.partition() + "-" + position.offset();
    String kind = history.poison().get(position);
    return kind == null ? line(ACK, at, where) : line(POISON, at, where, kind);
  }

  private static String read(Read read) {
    Read.Asked asked = read.asked();
    return line(
        READ,
        read.startedAt(),
        read.endedAt(),
        read.session(),
        read.instance(),
        read.key().text(),
        text(asked.atLeast()),
        asked.atLeast().map(token -> asked.own() ? OWN : GIVEN).orElse(NONE),
        millis(asked.maxStaleness()),
        read.outcome(),
        read.status(),
        text(read.revision()),
        millis(read.staleness()),
        read.body().isEmpty() ? NONE : CONTROL.matcher(read.body()).replaceAll(" "));
  }

  private static String listing(Listing listing) {
    String items =
        listing.items().stream()
            .map(item -> item.key().text() + "@" + item.utcCreate())
            .collect(Collectors.joining(","));
    return line(
        LISTING,
        listing.startedAt(),
        listing.instance(),
        listing.outcome(),
        listing.total(),
        items.isEmpty() ? NONE : items);
  }

  private static String text(Optional<Revision> revision) {
    return revision.map(Revision::text).orElse(NONE);
  }

  private static String millis(Optional<Duration> length) {
    return length.map(Duration::toMillis).map(String::valueOf).orElse(NONE);
  }

  private static String line(Object... columns) {
    return Arrays.stream(columns).map(String::valueOf).collect(Collectors.joining("\t", "", "\n"));
  }
}
