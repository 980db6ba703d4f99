package dev.otajobs.client;

import static org.assertj.core.api.Assertions.assertThat;

import dev.otajobs.events.JobOutcome;
import dev.otajobs.events.OtaJobEvent;
import dev.otajobs.events.OtaJobFinished;
import dev.otajobs.events.OtaJobStarted;
import java.time.Clock;
import java.time.Instant;
import java.time.ZoneOffset;
import java.util.List;
import org.junit.jupiter.api.Test;

class JobEventsTest {

  private static final Instant NOW = Instant.parse("2026-01-01T00:00:00Z");

  private final JobEvents events =
      JobEvents.of("100", "my-service").by(Clock.fixed(NOW, ZoneOffset.UTC));

  @Test
  void shouldFillTheEnvelope() {
    // when
    OtaJobEvent event = events.inInstance("iot-1").started("job-1");

    // then
    assertThat(event.getJobId()).isEqualTo("job-1");
    assertThat(event.getAccountId()).isEqualTo("100");
    assertThat(event.getSource()).isEqualTo("my-service");
    assertThat(event.getIotInstanceId()).isEqualTo("iot-1");
    assertThat(event.getOccurredAt()).isEqualTo(NOW);
    assertThat(event.getRevision()).isZero();
    assertThat(event.getChange()).isInstanceOf(OtaJobStarted.class);
  }

  @Test
  void shouldGiveEachEventAnIdOfItsOwn() {
    assertThat(events.started("job-1").getEventId())
        .isNotEqualTo(events.started("job-1").getEventId());
  }

  /** The service orders events by their time, and two of the same time by their random ids. */
  @Test
  void shouldGiveLaterEventsOfAJobLaterTimes() {
    // when
    List<Instant> times =
        List.of(
            events.started("job-1").getOccurredAt(),
            events.inInstance("iot-1").started("job-1").getOccurredAt(),
            events
                .by(Clock.fixed(NOW.minusSeconds(5), ZoneOffset.UTC))
                .started("job-1")
                .getOccurredAt());

    // then
    assertThat(times).containsExactly(NOW, NOW.plusMillis(1), NOW.plusMillis(2));
    assertThat(events.started("job-2").getOccurredAt()).isEqualTo(NOW);
  }

  @Test
  void shouldTellTheOutcome() {
    assertThat(events.finished("job-1", JobOutcome.CANCELED).getChange())
        .isEqualTo(OtaJobFinished.newBuilder().setOutcome(JobOutcome.CANCELED).build());
  }
}
