package dev.otajobs.faults.history;

import static org.assertj.core.api.Assertions.assertThat;

import dev.otajobs.ingest.Position;
import dev.otajobs.job.JobKey;
import dev.otajobs.job.Revision;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class HistoryFileTest {

  private static final JobKey JOB = new JobKey("job-1", "100000000000001");

  @TempDir private Path dir;

  @Test
  void shouldKeepAllThatTheChecksGoBy() throws IOException {
    // given
    History history = new History();
    history.acked(new Position(0, 7), 1_000);
    history.poisonAcked(new Position(1, 3), 2_000, "wrong magic");
    history.window(new Window(10, 20, "kill -9 instance-1"));
    history.cold(new Window(1, 15, "cold"));
    history.add(found(new Read.Asked(Optional.of(Revision.at(0, 6)), true, Optional.empty())));
    history.add(found(new Read.Asked(Optional.of(Revision.at(0, 7)), false, seconds(1))));
    history.add(ended(Outcome.ABSENT, 404, ""));
    history.add(new Created(7, JOB, "2026-01-01T00:00:00.000Z", 30));
    history.add(
        new Listing(
            "instance-1",
            31,
            Outcome.FOUND,
            1,
            List.of(new Listing.Item(JOB, "2026-01-01T00:00:00.000Z"))));
    history.add(new Listing("instance-2", 32, Outcome.UNAVAILABLE, 0, List.of()));

    // when
    History read = writtenAndRead(history);

    // then
    assertThat(read.acks()).isEqualTo(history.acks()).hasSize(2);
    assertThat(read.poison()).isEqualTo(history.poison()).hasSize(1);
    assertThat(read.windows()).isEqualTo(history.windows()).hasSize(1);
    assertThat(read.coldWindows()).isEqualTo(history.coldWindows()).hasSize(1);
    assertThat(read.reads()).isEqualTo(history.reads()).hasSize(3);
    assertThat(read.created()).isEqualTo(history.created()).hasSize(1);
    assertThat(read.listings()).isEqualTo(history.listings()).hasSize(2);
  }

  @Test
  void shouldKeepEachReadInOneLine() throws IOException {
    // given
    History history = new History();
    history.add(ended(Outcome.GARBLED, 200, "<html>\r\n\t<p>\r\n"));

    // when
    History read = writtenAndRead(history);

    // then
    assertThat(read.reads()).singleElement().extracting(Read::body).isEqualTo("<html>   <p>  ");
  }

  private History writtenAndRead(History history) throws IOException {
    Path file = dir.resolve("history.tsv");
    HistoryFile.write(history, file);
    return RecordedHistory.of(Files.readAllLines(file));
  }

  private static Read found(Read.Asked asked) {
    Optional<Revision> revision = Optional.of(Revision.parse("0-7.1-2"));
    return new Read(
        JOB, 3, "instance-2", asked, 5, 9, Outcome.FOUND, 200, revision, seconds(2), "{\"a\":1}");
  }

  private static Read ended(Outcome outcome, int status, String body) {
    return new Read(
        JOB,
        4,
        "instance-1",
        Read.Asked.PLAIN,
        5,
        9,
        outcome,
        status,
        Optional.empty(),
        Optional.empty(),
        body);
  }

  private static Optional<Duration> seconds(long seconds) {
    return Optional.of(Duration.ofSeconds(seconds));
  }
}
