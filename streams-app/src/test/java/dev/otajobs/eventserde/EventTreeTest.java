package dev.otajobs.eventserde;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.otajobs.cli.Samples;
import dev.otajobs.events.OtaJobEvent;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class EventTreeTest {

  @ParameterizedTest
  @ValueSource(strings = {"jobs.jsonl", "seed-page-finish.jsonl", "bad.jsonl"})
  void shouldShowWhatIsReadAgainAsTheSameEvent(String file) {
    assertThat(Samples.events(file))
        .isNotEmpty()
        .allSatisfy(
            event ->
                assertThat(new EventJson().read(EventTree.of(event)))
                    .usingRecursiveComparison()
                    .isEqualTo(event));
  }

  @Test
  void shouldLeaveOutWhatIsNull() {
    // given
    OtaJobEvent event =
        Samples.event(
            "{\"jobId\":\"j\",\"accountId\":\"1\",\"occurredAt\":1,\"change\":{\"started\":{}}}");

    // when
    ObjectNode shown = EventTree.of(event);

    // then
    assertThat(shown.has("iotInstanceId")).isFalse();
    assertThat(shown.path("occurredAt").asText()).isEqualTo("1970-01-01T00:00:00.001Z");
    assertThat(shown.path("change").path("started").isObject()).isTrue();
  }
}
