package dev.otajobs.it;

import static dev.otajobs.it.TestService.PATIENCE;
import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import dev.otajobs.testkit.events.Events;
import java.net.http.HttpResponse;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.concurrent.CountDownLatch;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

/** One of two instances stops while the other one is read from all the time. */
class OwnerStopsIT {

  private static final int JOBS = 20;

  @Test
  @Timeout(300)
  void shouldKeepEveryJobReadable() throws Exception {
    try (TestCluster cluster = TestCluster.start()) {
      // given
      List<String> jobs = IntStream.range(0, JOBS).mapToObj(i -> "kept-" + i).toList();
      jobs.forEach(job -> cluster.first().write(Events.created(job)));
      jobs.forEach(job -> cluster.second().awaitStatus(job, "PLANNED"));
      cluster.second().awaitFreshStandbys();

      // when
      Map<String, Integer> replies = new TreeMap<>();
      CountDownLatch stopped = new CountDownLatch(1);
      Thread stopping =
          new Thread(
              () -> {
                try {
                  cluster.first().stop();
                } finally {
                  stopped.countDown();
                }
              });
      stopping.start();
      int roundsAfter = 0;
      while (roundsAfter < 20) {
        roundsAfter += stopped.getCount() == 0 ? 1 : 0;
        for (String job : jobs) {
          replies.merge(kind(cluster.second().get("/v1/jobs/" + job)), 1, Integer::sum);
        }
      }
      stopping.join();

      // then
      assertThat(replies).as("of each kind").doesNotContainKey("404");
      int all = replies.values().stream().mapToInt(Integer::intValue).sum();
      assertThat(replies.getOrDefault("503", 0)).as("%s", replies).isLessThan(all / 10);
      assertThat(replies.keySet()).isSubsetOf("200 of the owner", "200 of a standby", "503");
      for (String job : jobs) {
        await()
            .atMost(PATIENCE)
            .until(() -> kind(cluster.second().get("/v1/jobs/" + job)).equals("200 of the owner"));
      }
      assertThat(cluster.second().status("nobody's")).isEqualTo("iot.ota.JobNotFound");
    }
  }

  private static String kind(HttpResponse<String> reply) {
    return reply.statusCode() != 200
        ? String.valueOf(reply.statusCode())
        : reply.headers().firstValue("Ota-Staleness-Ms").isPresent()
            ? "200 of a standby"
            : "200 of the owner";
  }
}
