package dev.otajobs.it;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import dev.otajobs.events.OtaJobCreated;
import dev.otajobs.events.OtaJobEvent;
import dev.otajobs.testkit.events.Events;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** Callers that watch the jobs of a package, whichever instances own them. */
class ListWatchIT {

  private static final long SOON = 60;
  private static final String FIRMWARE = "firmware=fw-1";

  private static TestCluster cluster;

  @BeforeAll
  static void start() {
    cluster = TestCluster.start(Map.of("query.deadline.ms", "6000"));
  }

  @AfterAll
  static void stop() {
    cluster.close();
  }

  @Test
  void shouldTellOfEachJobOfThePackage() throws Exception {
    // given
    try (WatchedJob one = WatchedJob.ofList(cluster.first(), FIRMWARE);
        WatchedJob other = WatchedJob.ofList(cluster.second(), FIRMWARE)) {
      assertThat(one.next(SOON).kind()).as("list now, and nothing is missed").isEqualTo("list");
      assertThat(other.next(SOON).kind()).isEqualTo("list");

      // when
      Set<String> written = new HashSet<>();
      for (int i = 0; i < 20; i++) {
        cluster.first().write(Events.created("told-" + i));
        written.add("told-" + i);
      }

      // then
      assertThat(jobs(one, written.size())).isEqualTo(written);
      assertThat(jobs(other, written.size())).isEqualTo(written);

      // when
      cluster.first().write(Events.finished("told-7"));

      // then
      for (WatchedJob watch : List.of(one, other)) {
        WatchedJob.Event event = next(watch, "told-7");
        assertThat(event.kind()).isEqualTo("job");
        assertThat(event.data().path("JobStatus").asText()).isEqualTo("COMPLETED");
      }

      // when
      cluster.second().write(TestService.bytes("told-7"), null);

      // then
      for (WatchedJob watch : List.of(one, other)) {
        assertThat(next(watch, "told-7").kind()).isEqualTo("gone");
      }
    }
  }

  @Test
  void shouldTellWhenAJobLeavesTheList() throws Exception {
    // given
    try (WatchedJob planned = WatchedJob.ofList(cluster.first(), FIRMWARE + "&status=PLANNED");
        WatchedJob none = WatchedJob.ofList(cluster.first(), "firmware=another")) {
      assertThat(planned.next(SOON).kind()).isEqualTo("list");
      assertThat(none.next(SOON).kind()).isEqualTo("list");

      // when
      cluster.first().write(Events.created("leaves"));

      // then
      assertThat(next(planned, "leaves").kind()).isEqualTo("job");

      // when
      cluster.first().write(Events.started("leaves"));

      // then
      assertThat(next(planned, "leaves").kind()).isEqualTo("left");
      // when
      cluster.first().write(of("another-1", "100000000000001", "another"));

      // then
      assertThat(none.next(SOON).data().path("JobId").asText())
          .as("the first of this package")
          .isEqualTo("another-1");
    }
  }

  /** Of the same package, and of the same JobId: what is erased was never theirs. */
  @Test
  void shouldTellNothingOfAnotherAccount() throws Exception {
    // given
    try (WatchedJob watch = WatchedJob.ofList(cluster.first(), FIRMWARE)) {
      assertThat(watch.next(SOON).kind()).isEqualTo("list");

      // when
      cluster.first().write(of("hidden", "200", "fw-1"));
      cluster.first().write(TestService.bytes("hidden"), null);
      cluster.first().write(Events.created("shown"));

      // then
      assertThat(watch.next(SOON).data().path("JobId").asText()).isEqualTo("shown");
    }
  }

  @Test
  void shouldBoundTheListsOfAnAccount() throws Exception {
    List<WatchedJob> watches = new ArrayList<>();
    for (int i = 0; i < 4; i++) {
      watches.add(WatchedJob.ofList(cluster.second(), "firmware=bounded"));
    }

    // then
    assertThat(watches).allMatch(watch -> watch.status() == 200);
    try (WatchedJob more = WatchedJob.ofList(cluster.second(), "firmware=bounded")) {
      assertThat(more.status()).isEqualTo(503);
    }

    // when
    for (WatchedJob watch : watches) {
      watch.close();
    }

    // then
    await()
        .atMost(TestService.PATIENCE)
        .until(
            () -> {
              try (WatchedJob again = WatchedJob.ofList(cluster.second(), "firmware=bounded")) {
                return again.status() == 200;
              }
            });
  }

  private static OtaJobEvent of(String jobId, String account, String firmwareId) {
    return OtaJobEvent.newBuilder(Events.created(jobId))
        .setAccountId(account)
        .setChange(OtaJobCreated.newBuilder(Events.creation()).setFirmwareId(firmwareId).build())
        .build();
  }

  @ParameterizedTest
  @CsvSource({
    "'firmware=', 400",
    "'firmware=f&limit=x', 400",
    "'status=PLANNED&firmware=f&sad=1', 400"
  })
  void shouldRefuseAListThatIsNone(String query, int status) throws Exception {
    try (WatchedJob watch = WatchedJob.ofList(cluster.first(), query)) {
      assertThat(watch.status()).isEqualTo(status);
    }
  }

  /** Without a query it is a job as any other. */
  @Test
  void shouldShowTheJobOfThatName() {
    // when
    cluster.first().write(Events.created("watch"));

    // then
    cluster.second().awaitStatus("watch", "PLANNED");
    assertThat(cluster.second().get("/v1/jobs/watch").statusCode()).isEqualTo(200);
  }

  private static Set<String> jobs(WatchedJob watch, int count) throws InterruptedException {
    List<String> jobs = new ArrayList<>();
    while (new HashSet<>(jobs).size() < count) {
      WatchedJob.Event event = watch.next(SOON);
      assertThat(event).as("after %s", jobs).isNotNull();
      jobs.add(event.data().path("JobId").asText());
    }
    return new HashSet<>(jobs);
  }

  /** The next event of this job. */
  private static WatchedJob.Event next(WatchedJob watch, String jobId) throws InterruptedException {
    while (true) {
      WatchedJob.Event event = watch.next(SOON);
      assertThat(event).as(jobId).isNotNull();
      if (event.data().path("JobId").asText().equals(jobId)) {
        return event;
      }
    }
  }
}
