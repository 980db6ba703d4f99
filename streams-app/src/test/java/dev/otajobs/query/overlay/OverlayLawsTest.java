package dev.otajobs.query.overlay;

import static org.assertj.core.api.Assertions.assertThat;

import dev.otajobs.ingest.EventDecoder;
import dev.otajobs.ingest.Ingest;
import dev.otajobs.ingest.Judged;
import dev.otajobs.ingest.Judgement;
import dev.otajobs.ingest.Partitioning;
import dev.otajobs.ingest.Position;
import dev.otajobs.ingest.SourceRecord;
import dev.otajobs.job.JobEvents;
import dev.otajobs.job.JobKey;
import dev.otajobs.job.Jobs;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import net.jqwik.api.Arbitraries;
import net.jqwik.api.Arbitrary;
import net.jqwik.api.Combinators;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.Provide;
import net.jqwik.api.constraints.IntRange;
import org.apache.kafka.common.TopicPartition;
import org.apache.kafka.common.errors.SerializationException;
import org.apache.kafka.common.header.internals.RecordHeaders;

/**
 * The copy and the tail together are what the whole log says, wherever the copy ends and the tail
 * begins, erasures included. A log here is one JobId's, in the order in which the group reads it.
 */
class OverlayLawsTest {

  private static final String JOB = "job";
  private static final int OWN = 0;
  private static final int OTHER = 1;

  /** Records come judged. */
  private static final Ingest INGEST =
      new Ingest(
          "moved",
          new Partitioning(2),
          new EventDecoder(
              (topic, data) -> {
                throw new SerializationException("not to be decoded");
              },
              Duration.ZERO));

  /**
   * One record before it has a place: whose event it is, or an erasure.
   *
   * @param before how many records before it the retention saw the jobs that it erases; -1 for a
   *     producer's tombstone
   */
  private record Said(boolean moved, int before, Optional<Judgement> event) {

    Judgement judgement(List<Judged> log) {
      return event.orElseGet(
          () ->
              new Judgement.Erased(
                  JOB,
                  before < 0
                      ? Optional.empty()
                      : fold(log, Math.max(0, log.size() - before)).map(Jobs::revision)));
    }
  }

  @Provide
  Arbitrary<List<Judged>> logs() {
    return logs(0.2);
  }

  @Provide
  Arbitrary<List<Judged>> logsWithoutErasures() {
    return logs(0);
  }

  private static Arbitrary<List<Judged>> logs(double erasures) {
    Arbitrary<Judgement> events =
        Combinators.combine(Arbitraries.of("a", "b"), JobEvents.events())
            .as(
                (account, event) ->
                    new Judgement.Accepted(new JobKey(JOB, account), event, "source"));
    return Combinators.combine(
            Arbitraries.of(false, false, true),
            Arbitraries.of(-1, 0, 0, 0, 1, 3),
            events.optional(1 - erasures))
        .as(Said::new)
        .list()
        .ofMaxSize(12)
        .map(OverlayLawsTest::placed);
  }

  private static List<Judged> placed(List<Said> said) {
    List<Judged> log = new ArrayList<>();
    for (Said one : said) {
      Position position = new Position(one.moved() ? OTHER : OWN, log.size());
      SourceRecord record =
          new SourceRecord(
              one.moved() ? "moved" : "events",
              position,
              one.moved(),
              new byte[] {1},
              null,
              new RecordHeaders(),
              log.size());
      log.add(new Judged(record, one.judgement(log)));
    }
    return log;
  }

  @Property
  void shouldBeWhatTheWholeLogSays(
      @ForAll("logs") List<Judged> log,
      @ForAll @IntRange(max = 12) int first,
      @ForAll @IntRange(max = 12) int second) {
    // given
    int start = Math.min(Math.min(first, second), log.size());
    int copied = Math.min(Math.max(first, second), log.size());

    // when
    Overlay overlay = overlay(log, start, log.size());

    // then
    assertThat(overlay.over(JOB, fold(log, copied))).isEqualTo(fold(log, log.size()));
  }

  @Property
  void shouldBeWhatTheCopySaysIfItIsAheadAndNothingWasErased(
      @ForAll("logsWithoutErasures") List<Judged> log,
      @ForAll @IntRange(max = 12) int first,
      @ForAll @IntRange(max = 12) int second) {
    // given
    int start = Math.min(Math.min(first, second), log.size());
    int read = Math.min(Math.max(first, second), log.size());

    // when
    Overlay overlay = overlay(log, start, read);

    // then
    assertThat(overlay.over(JOB, fold(log, log.size()))).isEqualTo(fold(log, log.size()));
  }

  @Property
  void shouldSayNothingOfAnotherJob(@ForAll("logs") List<Judged> log) {
    assertThat(overlay(log, 0, log.size()).over("another", Optional.empty())).isEmpty();
  }

  private static Overlay overlay(List<Judged> log, int start, int end) {
    TopicPartition events = new TopicPartition("events", OWN);
    Overlay overlay = new Overlay(1, events, Map.of(events, (long) start), INGEST);
    log.subList(start, end).forEach(overlay::add);
    return overlay;
  }

  /** What the table holds after the first records. */
  private static Optional<Jobs> fold(List<Judged> log, int end) {
    return log.subList(0, end).stream()
        .map(Judged::says)
        .reduce(Jobs::join)
        .filter(jobs -> !jobs.isEmpty());
  }
}
