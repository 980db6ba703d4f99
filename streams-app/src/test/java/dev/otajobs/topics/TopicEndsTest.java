package dev.otajobs.topics;

import static org.assertj.core.api.Assertions.assertThat;

import dev.otajobs.ingest.Partitioning;
import java.time.Duration;
import java.util.Map;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.TimeUnit;
import org.apache.kafka.clients.admin.Admin;
import org.apache.kafka.common.IsolationLevel;
import org.apache.kafka.common.KafkaException;
import org.junit.jupiter.api.Test;

class TopicEndsTest {

  /** Callers tell an outage from a defect by the type. */
  @Test
  void shouldFailWithWhatKafkaSays() throws Exception {
    // given
    Admin nobody =
        Admin.create(
            Map.of(
                "bootstrap.servers", "127.0.0.1:1",
                "default.api.timeout.ms", "200",
                "request.timeout.ms", "200"));
    try {
      TopicEnds ends =
          new TopicEnds(nobody, "topic", new Partitioning(2), IsolationLevel.READ_COMMITTED);

      // then
      assertThat(failure(ends.ask().toCompletableFuture())).isInstanceOf(KafkaException.class);
      assertThat(failure(ends.ask(1).toCompletableFuture())).isInstanceOf(KafkaException.class);
    } finally {
      nobody.close(Duration.ZERO);
    }
  }

  private static Throwable failure(CompletableFuture<?> asked) throws Exception {
    CompletableFuture<Throwable> failure = new CompletableFuture<>();
    asked.whenComplete((answer, thrown) -> failure.complete(thrown));
    return failure.get(60, TimeUnit.SECONDS);
  }
}
