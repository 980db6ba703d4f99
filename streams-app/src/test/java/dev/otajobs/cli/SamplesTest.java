package dev.otajobs.cli;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.otajobs.events.OtaJobEvent;
import dev.otajobs.firmware.Firmware;
import dev.otajobs.ingest.Events;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class SamplesTest {

  @ParameterizedTest
  @ValueSource(strings = {"jobs.jsonl", "seed-page-finish.jsonl"})
  void shouldBeAccepted(String file) {
    // given
    List<OtaJobEvent> events = Samples.events(file);

    // then
    assertThat(events).isNotEmpty().doesNotHaveDuplicates();
    assertThat(events)
        .allSatisfy(event -> assertThat(Events.accept(event).key().jobId()).isNotEmpty());
    assertThat(events).extracting(OtaJobEvent::getEventId).doesNotHaveDuplicates();
  }

  @ParameterizedTest
  @CsvSource({
    "bad-0001, grayPercent is missing",
    "bad-0002, retryCount must be one of",
    "bad-0003, jobDesc is both set and cleared",
    "bad-0004, grayPercent must be more than 0",
    "bad-0004, targetSelection must be ALL or GROUP"
  })
  void shouldBeRejected(String jobId, String problem) {
    // given
    OtaJobEvent event =
        Samples.events("bad.jsonl").stream()
            .filter(bad -> bad.getJobId().equals(jobId))
            .findFirst()
            .orElseThrow();

    // then
    assertThatThrownBy(() -> Events.accept(event)).hasMessageContaining(problem);
  }

  @Test
  void shouldHavePackagesOfEachKind() {
    assertThat(Samples.objects("packages.jsonl").map(PackagesCommand::firmware))
        .extracting(Firmware::statusNumber)
        .containsExactly(1, 0, -1);
  }

  @Test
  void shouldHaveNoOtherBadEvents() {
    assertThat(Samples.events("bad.jsonl"))
        .extracting(OtaJobEvent::getJobId)
        .containsExactly("bad-0001", "bad-0002", "bad-0003", "bad-0004");
  }
}
