package dev.otajobs.it;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import dev.otajobs.testkit.events.Events;
import java.util.Map;
import java.util.stream.IntStream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

/** Jobs that ended long ago leave two instances. */
class RetentionIT {

  private static final int JOBS = 40;

  private final TestCluster cluster = TestCluster.start(Map.of("jobs.retention.ms", "1000"));

  @AfterEach
  void stop() {
    cluster.close();
  }

  @Test
  void shouldForgetWhatEndedAndKeepWhatGoesOn() {
    // given
    for (String jobId : ids("ended")) {
      cluster.first().write(Events.created(jobId));
      cluster.first().write(Events.finished(jobId));
    }
    for (String jobId : ids("running")) {
      cluster.first().write(Events.created(jobId));
      cluster.first().write(Events.started(jobId));
    }

    // then
    for (TestService instance : new TestService[] {cluster.first(), cluster.second()}) {
      ids("ended").forEach(jobId -> instance.awaitStatus(jobId, "iot.ota.JobNotFound"));
      ids("running").forEach(jobId -> assertThat(instance.status(jobId)).isEqualTo("IN_PROGRESS"));
    }
    await().atMost(TestService.PATIENCE).until(() -> erased() >= JOBS);

    // when
    cluster.first().write(Events.created("ended-0"));

    // then
    cluster.second().awaitStatus("ended-0", "PLANNED");
  }

  private double erased() {
    return cluster.first().metric("ota_events_erased_total")
        + cluster.second().metric("ota_events_erased_total");
  }

  private static Iterable<String> ids(String name) {
    return IntStream.range(0, JOBS).mapToObj(n -> name + "-" + n).toList();
  }
}
