package dev.otajobs.api.rpc.jobs;

import static org.assertj.core.api.Assertions.assertThat;

import dev.otajobs.events.OtaJobEvent;
import dev.otajobs.events.OtaJobModified;
import dev.otajobs.events.OtaTag;
import dev.otajobs.ingest.EventCheck;
import java.time.Instant;
import java.util.List;
import java.util.UUID;
import org.junit.jupiter.api.Test;

class CallEventsTest {

  @Test
  void shouldNameTheParametersOfAnUpdate() {
    // given
    OtaJobEvent event =
        OtaJobEvent.newBuilder()
            .setEventId(UUID.randomUUID())
            .setJobId("j")
            .setAccountId("a")
            .setOccurredAt(Instant.ofEpochMilli(1))
            .setSource("test")
            .setChange(
                OtaJobModified.newBuilder()
                    .setMaximumPerMinute(1)
                    .setSrcVersions(List.of("1", "1"))
                    .setTags(List.of(new OtaTag("?", "v")))
                    .build())
            .build();

    // when
    String problem =
        EventCheck.problem(event, field -> CallEvents.parameter(event, field)).orElseThrow();

    // then
    assertThat(problem)
        .contains("SrcVersionList must be", "Tags must be", "MaximumPerMinute must be")
        .doesNotContain("srcVersions", "tags must");
  }
}
