package dev.otajobs.it;

import static dev.otajobs.it.ListedJobs.create;
import static dev.otajobs.it.TokenCalls.get;
import static dev.otajobs.it.TokenCalls.json;
import static dev.otajobs.it.TokenCalls.send;
import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.net.http.HttpResponse;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.stream.IntStream;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/** Lists and looks many jobs up by the resource API, over the partitions of two instances. */
class RestListIT {

  private static final int JOBS = 25;

  private static TestCluster cluster;

  @BeforeAll
  static void start() {
    cluster = TestCluster.startWithAccounts();
    IntStream.range(0, JOBS).forEach(i -> create(cluster, "listed", i));
  }

  @AfterAll
  static void stop() {
    cluster.close();
  }

  /** Others are created while the walk goes on; whoever was there before is seen once. */
  @Test
  void shouldWalkByCursorWhateverIsCreatedMeanwhile() throws Exception {
    // given
    List<String> walked = new ArrayList<>();
    IntStream.range(0, JOBS).forEach(i -> create(cluster, "walked", i));
    String cursor = "";

    // when
    for (int page = 0; !cursor.equals("none"); page++) {
      JsonNode body =
          json(
              get(
                  page % 2 == 0 ? cluster.first() : cluster.second(),
                  "/v1/jobs?firmware=walked&limit=4&cursor=" + cursor));
      body.path("Jobs").forEach(job -> walked.add(job.path("JobId").asText()));
      cursor = body.path("NextCursor").asText("none");
      create(cluster, "walked", JOBS + page);
      assertThat(page).isLessThan(JOBS);
    }

    // then
    assertThat(walked)
        .isEqualTo(IntStream.range(0, JOBS).mapToObj(i -> "walked-" + (JOBS - 1 - i)).toList());
  }

  @ParameterizedTest
  @CsvSource({
    "status=PLANNED, 25",
    "status=COMPLETED, 0",
    "product=none, 0",
    "type=UPGRADE_FIRMWARE, 25",
    "tag=key1:%E5%80%BC, 25",
    "tag=key1:other, 0",
    "instance=none, 0",
    "from=2026-01-01T00:00:20Z, 5",
    "to=2026-01-01T00:00:04Z, 5",
    "from=2026-01-01T00:00:03Z&to=2026-01-01T00:00:03.999Z, 1"
  })
  void shouldFilter(String parameters, int expected) throws Exception {
    JsonNode body = json(get(cluster.second(), "/v1/jobs?limit=100&firmware=listed&" + parameters));
    assertThat(body.path("Jobs")).hasSize(expected);
    assertThat(body.has("NextCursor")).isFalse();
  }

  @ParameterizedTest
  @CsvSource({
    "'', 'firmware must be the id of a package, whose jobs are listed'",
    "firmware=f&from=2026-01-02T00:00:00Z&to=2026-01-01T00:00:00Z, from is later than to",
    "firmware=f&colour=red, a list has no such parameter",
    "firmware=f&limit=101, limit must be 1 to 100",
    "firmware=f&limit=1&limit=2, limit is given more than once",
    "firmware=f&from=yesterday, from must be a time such as 2026-01-01T00:00:00Z",
    "firmware=f&tag=key, tag must be key:value",
    "firmware=f&cursor=%21, cursor must be the NextCursor of a list"
  })
  void shouldSayWhatIsWrongWithAList(String parameters, String problem) throws Exception {
    HttpResponse<String> reply = get(cluster.first(), "/v1/jobs?" + parameters);
    assertThat(reply.statusCode()).isEqualTo(400);
    assertThat(json(reply).path("detail").asText()).isEqualTo(problem);
  }

  @Test
  void shouldGetManyJobsAtOnceEachWithItsOutcome() throws Exception {
    // given
    List<String> ids =
        IntStream.range(0, 100).mapToObj(i -> i < JOBS ? "listed-" + i : "none-" + i).toList();

    // when
    HttpResponse<String> reply =
        send(
            cluster.first(),
            "POST",
            "/v1/jobs:batchGet",
            new ObjectMapper().writeValueAsString(Map.of("JobIds", ids)));

    // then
    JsonNode jobs = json(reply).path("Jobs");
    assertThat(jobs).hasSize(100);
    for (int i = 0; i < 100; i++) {
      assertThat(jobs.get(i).path("JobId").asText()).isEqualTo(ids.get(i));
      assertThat(jobs.get(i).path("Status").asInt()).isEqualTo(i < JOBS ? 200 : 404);
      assertThat(jobs.get(i).path("Job").path("JobId").asText(""))
          .isEqualTo(i < JOBS ? ids.get(i) : "");
    }
    assertThat(jobs.get(0).path("ETag").asText()).startsWith("W/");
  }

  @ParameterizedTest
  @ValueSource(strings = {"{", "[]", "{\"JobIds\":[]}", "{\"JobIds\":[1]}", "{\"JobIds\":\"a\"}"})
  void shouldRefuseABatchThatNamesNoJobs(String body) throws Exception {
    assertThat(send(cluster.first(), "POST", "/v1/jobs:batchGet", body).statusCode())
        .isEqualTo(400);
  }
}
