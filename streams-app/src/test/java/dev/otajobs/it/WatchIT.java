package dev.otajobs.it;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import dev.otajobs.testkit.events.Events;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import org.apache.kafka.clients.producer.RecordMetadata;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

/** Callers that watch jobs, whichever instance owns them. */
class WatchIT {

  private static final long SOON = 60;
  private static final int WATCHES = 60;

  private final TestCluster cluster =
      TestCluster.start(
          Map.of("query.deadline.ms", "6000", "http.max.watches", Integer.toString(WATCHES)));

  @AfterEach
  void stop() {
    cluster.close();
  }

  @Test
  void shouldSendEachChangeFromEitherInstance() throws Exception {
    for (int i = 0; i < 4; i++) {
      // given
      String jobId = "watched-" + i;
      cluster.first().write(Events.created(jobId));
      cluster.first().write(Events.renamed(jobId, "acknowledged"));
      try (WatchedJob one = WatchedJob.at(cluster.first(), jobId);
          WatchedJob other = WatchedJob.at(cluster.second(), jobId)) {
        for (WatchedJob watch : List.of(one, other)) {
          assertThat(watch.status()).isEqualTo(200);
          assertThat(watch.next(SOON).data().path("Name").asText()).isEqualTo("acknowledged");
        }

        // when
        cluster.first().write(Events.started(jobId));

        // then
        for (WatchedJob watch : List.of(one, other)) {
          WatchedJob.Event event = watch.next(SOON);
          assertThat(event.kind()).isEqualTo("job");
          assertThat(event.data().path("JobStatus").asText()).isEqualTo("IN_PROGRESS");
        }

        // when
        cluster.first().write(TestService.bytes(jobId), null);

        // then
        assertThat(one.next(SOON).kind()).isEqualTo("gone");
        assertThat(other.next(SOON).kind()).isEqualTo("gone");
      }
    }
  }

  @Test
  void shouldResumeByTheLastEventId() throws Exception {
    // given
    cluster.first().write(Events.created("resumed"));
    String last;
    try (WatchedJob watch = WatchedJob.at(cluster.first(), "resumed")) {
      last = watch.next(SOON).id();
    }

    // when
    try (WatchedJob same = WatchedJob.at(cluster.second(), "resumed", "Last-Event-ID", last)) {
      RecordMetadata finished = cluster.first().write(Events.finished("resumed"));

      // then
      WatchedJob.Event event = same.next(SOON);
      assertThat(event.data().path("JobStatus").asText())
          .as("what the caller has is not sent again")
          .isEqualTo("COMPLETED");
      assertThat(event.id()).isEqualTo(finished.partition() + "-" + finished.offset());
    }
    try (WatchedJob later = WatchedJob.at(cluster.first(), "resumed", "Last-Event-ID", last)) {
      assertThat(later.next(SOON).data().path("JobStatus").asText()).isEqualTo("COMPLETED");
    }
  }

  @Test
  void shouldGoOnWhenTheOtherInstanceStops() throws Exception {
    // given
    List<WatchedJob> watches = new ArrayList<>();
    for (int i = 0; i < 8; i++) {
      cluster.first().write(Events.created("moving-" + i));
      watches.add(WatchedJob.at(cluster.second(), "moving-" + i));
      assertThat(watches.get(i).next(SOON)).isNotNull();
    }
    WatchedJob ended = WatchedJob.at(cluster.first(), "moving-0");
    assertThat(ended.next(SOON)).isNotNull();

    // when
    cluster.first().stop();
    for (int i = 0; i < 8; i++) {
      cluster.second().write(Events.started("moving-" + i));
    }

    // then
    assertThat(ended.next(SOON).data().path("reason").asText()).isEqualTo("closing");
    for (WatchedJob watch : watches) {
      assertThat(watch.next(SOON).data().path("JobStatus").asText()).isEqualTo("IN_PROGRESS");
      watch.close();
    }
    cluster.first().start();
  }

  @Test
  void shouldBoundTheWatches() throws Exception {
    // given
    cluster.first().write(Events.created("popular"));
    List<WatchedJob> watches = new ArrayList<>();

    // when
    for (int i = 0; i < WATCHES; i++) {
      watches.add(WatchedJob.at(cluster.first(), "popular"));
    }

    // then
    assertThat(watches).allMatch(watch -> watch.status() == 200);
    try (WatchedJob more = WatchedJob.at(cluster.first(), "popular")) {
      assertThat(more.status()).isEqualTo(503);
    }
    assertThat(cluster.first().metric("ota_watches_in_flight")).isEqualTo(WATCHES);
    assertThat(cluster.first().status("popular")).isEqualTo("PLANNED");

    // when
    for (WatchedJob watch : watches) {
      watch.close();
    }

    // then
    await()
        .atMost(TestService.PATIENCE)
        .until(() -> cluster.first().metric("ota_watches_in_flight") == 0);
  }

  /** Its producer has another partitioner: the event comes by way of another topic. */
  @Test
  void shouldSendAMisplacedEvent() throws Exception {
    // given
    RecordMetadata created = cluster.first().write(Events.created("misplaced"));
    int elsewhere = (created.partition() + 1) % TestCluster.PARTITIONS;
    try (WatchedJob watch = WatchedJob.at(cluster.second(), "misplaced")) {
      assertThat(watch.next(SOON)).isNotNull();

      // when
      cluster.first().write(elsewhere, Events.started("misplaced"));

      // then
      assertThat(watch.next(SOON).data().path("JobStatus").asText()).isEqualTo("IN_PROGRESS");
    }
  }

  @Test
  void shouldRefuseWhatCannotBeWatched() throws Exception {
    assertThat(cluster.first().get("/v1/jobs/none/watch").statusCode()).isEqualTo(404);
    try (WatchedJob none = WatchedJob.at(cluster.first(), "none")) {
      assertThat(none.status()).isEqualTo(404);
    }
  }
}
