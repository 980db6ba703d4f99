package dev.otajobs.it;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import com.aliyun.iot20180120.models.ListOTAJobByFirmwareRequest;
import com.aliyun.iot20180120.models.ListOTAJobByFirmwareResponseBody;
import com.aliyun.iot20180120.models.ListOTAJobByFirmwareResponseBody.ListOTAJobByFirmwareResponseBodyDataSimpleOTAJobInfo;
import com.aliyun.teaopenapi.models.Config;
import com.aliyuncs.DefaultAcsClient;
import com.aliyuncs.http.FormatType;
import com.aliyuncs.iot.model.v20180120.ListOTAJobByFirmwareResponse;
import com.aliyuncs.profile.DefaultProfile;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import dev.otajobs.events.OtaJobCreated;
import dev.otajobs.events.OtaJobEvent;
import dev.otajobs.events.OtaTag;
import dev.otajobs.testkit.events.Events;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.time.Instant;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.MethodOrderer;
import org.junit.jupiter.api.Order;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestMethodOrder;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.EnumSource;
import org.junit.jupiter.params.provider.ValueSource;

/** Lists over the partitions of two instances. */
@TestMethodOrder(MethodOrderer.OrderAnnotation.class)
class ListIT {

  private static final Instant FIRST = Instant.parse("2026-01-01T00:00:00Z");
  private static final int JOBS = 25;

  private static TestCluster cluster;

  @BeforeAll
  static void start() {
    Map<String, String> settings = new HashMap<>(AccountsFixture.settings());
    settings.put("query.deadline.ms", "6000");
    // The group then keeps the partitions of an instance that stops for it.
    settings.put("kafka.consumer.session.timeout.ms", "120000");
    cluster = TestCluster.startStatic(settings);
    IntStream.range(0, JOBS).forEach(i -> create("listed", i));
  }

  @AfterAll
  static void stop() {
    cluster.close();
  }

  /** The newest has the largest number. */
  @Test
  void shouldWalkThroughAllPagesAtEitherInstance() throws Exception {
    List<String> walked = new ArrayList<>();
    for (int page = 1; page <= 3; page++) {
      // when
      TestService instance = page % 2 == 0 ? cluster.first() : cluster.second();
      ListOTAJobByFirmwareResponseBody body = list(instance, "listed", page, 10);

      // then
      assertThat(body.getSuccess()).isTrue();
      assertThat(body.getTotal()).isEqualTo(JOBS);
      assertThat(body.getPageCount()).isEqualTo(3);
      assertThat(body.getPageSize()).isEqualTo(10);
      assertThat(body.getCurrentPage()).isEqualTo(page);
      items(body).forEach(item -> walked.add(item.getJobId()));
    }
    assertThat(walked)
        .isEqualTo(IntStream.range(0, JOBS).mapToObj(i -> "listed-" + (JOBS - 1 - i)).toList());
  }

  @Test
  void shouldShowWhatTheSdkReads() throws Exception {
    // when
    ListOTAJobByFirmwareResponseBodyDataSimpleOTAJobInfo item =
        items(list(cluster.first(), "listed", 1, 1)).get(0);

    // then
    assertThat(item.getJobStatus()).isEqualTo("PLANNED");
    assertThat(item.getJobType()).isEqualTo("UPGRADE_FIRMWARE");
    assertThat(item.getFirmwareId()).isEqualTo("listed");
    assertThat(item.getUtcCreate()).isEqualTo("2026-01-01T00:00:24.000Z");
    assertThat(item.getTags().getOtaTagDTO().get(0).getValue()).isEqualTo("值");
    assertThat(item.getUtcEndTime()).isNull();
  }

  /** Acknowledged, then listed in the next line, at whichever instance. */
  @Test
  void shouldListWhatHasJustBeenAcknowledged() throws Exception {
    for (int i = 0; i < 20; i++) {
      // given
      create("fresh", i);

      // when
      ListOTAJobByFirmwareResponseBody body =
          list(i % 2 == 0 ? cluster.first() : cluster.second(), "fresh", 1, 200);

      // then
      assertThat(body.getTotal()).isEqualTo(i + 1);
      assertThat(items(body).get(0).getJobId()).isEqualTo("fresh-" + i);
    }
  }

  @ParameterizedTest
  @EnumSource(
      value = FormatType.class,
      names = {"JSON", "XML"})
  void shouldServeTheClassicSdk(FormatType format) throws Exception {
    // given
    com.aliyuncs.iot.model.v20180120.ListOTAJobByFirmwareRequest request =
        new com.aliyuncs.iot.model.v20180120.ListOTAJobByFirmwareRequest();
    request.setFirmwareId("listed");
    request.setCurrentPage(3);
    request.setPageSize(10);
    request.setSysAcceptFormat(format);
    request.setSysEndpoint("127.0.0.1:" + cluster.first().port());

    // when
    ListOTAJobByFirmwareResponse page =
        new DefaultAcsClient(
                DefaultProfile.getProfile(
                    "cn-shanghai", AccountsFixture.KEY, AccountsFixture.SECRET))
            .getAcsResponse(request);

    // then
    assertThat(page.getTotal()).isEqualTo(JOBS);
    assertThat(page.getData())
        .extracting(ListOTAJobByFirmwareResponse.SimpleOTAJobInfo::getJobId)
        .containsExactly("listed-4", "listed-3", "listed-2", "listed-1", "listed-0");
    assertThat(page.getData().get(0).getTags().get(0).getKey()).isEqualTo("key1");
  }

  @Test
  void shouldHaveAnEmptyPage() throws Exception {
    // when
    ListOTAJobByFirmwareResponseBody none = list(cluster.first(), "no-such-package", 1, 10);
    ListOTAJobByFirmwareResponseBody beyond = list(cluster.first(), "listed", 9, 10);
    ListOTAJobByFirmwareResponseBody others =
        client(cluster.first(), AccountsFixture.OTHER_KEY)
            .listOTAJobByFirmware(request("listed", 1, 10))
            .getBody();

    // then
    assertThat(items(none)).isEmpty();
    assertThat(none.getTotal()).isZero();
    assertThat(none.getPageCount()).isZero();
    assertThat(items(beyond)).isEmpty();
    assertThat(beyond.getTotal()).isEqualTo(JOBS);
    assertThat(items(others)).isEmpty();
    assertThat(others.getTotal()).isZero();
  }

  @ParameterizedTest
  @CsvSource({"0, 10", "1, 0", "1, 201", "-1, 10", "26, 200", "2147483647, 200"})
  void shouldBoundThePages(int page, int size) throws Exception {
    assertThat(list(cluster.first(), "listed", page, size).getCode())
        .isEqualTo("iot.common.InvalidPageParams");
  }

  @Test
  void shouldForgetWhatIsErased() throws Exception {
    // given
    create("erased", 0);
    create("erased", 1);

    // when
    cluster.first().write(TestService.bytes("erased-0"), null);

    // then
    await()
        .untilAsserted(
            () -> assertThat(list(cluster.second(), "erased", 1, 10).getTotal()).isEqualTo(1));
  }

  /** Others are created while the walk goes on; whoever was there before is seen once. */
  @Test
  void shouldWalkByCursorWhateverIsCreatedMeanwhile() throws Exception {
    // given
    List<String> walked = new ArrayList<>();
    IntStream.range(0, JOBS).forEach(i -> create("walked", i));
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
      create("walked", JOBS + page);
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
        batch(new ObjectMapper().writeValueAsString(Map.of("JobIds", ids)));

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
    assertThat(batch(body).statusCode()).isEqualTo(400);
  }

  /** A standby reads the log in the owner's place; what is in neither store is listed, too. */
  @Test
  @Order(Integer.MAX_VALUE)
  void shouldListWithoutTheOtherInstance() throws Exception {
    // given
    cluster.first().stop();
    create("alone", 0);
    create("alone", 1);

    // then
    await()
        .atMost(TestService.PATIENCE)
        .ignoreExceptions()
        .untilAsserted(
            () -> {
              assertThat(list(cluster.second(), "alone", 1, 10).getTotal()).isEqualTo(2);
              assertThat(list(cluster.second(), "listed", 1, 10).getTotal()).isEqualTo(JOBS);
            });
    assertThat(cluster.second().copies("owner"))
        .as("it has not become the owner of the other one's partitions")
        .hasSizeLessThan(TestCluster.PARTITIONS);
    cluster.first().start();
  }

  private static HttpResponse<String> get(TestService service, String path) {
    return service.get(path, "Authorization", "Bearer " + AccountsFixture.TOKEN);
  }

  private static HttpResponse<String> batch(String body) throws Exception {
    return HttpClient.newHttpClient()
        .send(
            HttpRequest.newBuilder(URI.create(cluster.first().address() + "/v1/jobs:batchGet"))
                .header("Authorization", "Bearer " + AccountsFixture.TOKEN)
                .header("Content-Type", "Application/JSON; charset=utf-8")
                .POST(HttpRequest.BodyPublishers.ofString(body))
                .build(),
            HttpResponse.BodyHandlers.ofString());
  }

  private static JsonNode json(HttpResponse<String> reply) throws Exception {
    return new ObjectMapper().readTree(reply.body());
  }

  private static void create(String firmwareId, int number) {
    cluster
        .first()
        .write(
            OtaJobEvent.newBuilder(Events.created(firmwareId + "-" + number))
                .setOccurredAt(FIRST.plusSeconds(number))
                .setChange(
                    OtaJobCreated.newBuilder(Events.creation())
                        .setFirmwareId(firmwareId)
                        .setTags(List.of(new OtaTag("key1", "值")))
                        .build())
                .build());
  }

  private static List<ListOTAJobByFirmwareResponseBodyDataSimpleOTAJobInfo> items(
      ListOTAJobByFirmwareResponseBody body) {
    return Stream.ofNullable(body.getData())
        .flatMap(data -> data.getSimpleOTAJobInfo().stream())
        .toList();
  }

  private static ListOTAJobByFirmwareResponseBody list(
      TestService service, String firmwareId, int page, int size) throws Exception {
    return client(service, AccountsFixture.KEY)
        .listOTAJobByFirmware(request(firmwareId, page, size))
        .getBody();
  }

  private static ListOTAJobByFirmwareRequest request(String firmwareId, int page, int size) {
    return new ListOTAJobByFirmwareRequest()
        .setFirmwareId(firmwareId)
        .setCurrentPage(page)
        .setPageSize(size);
  }

  private static com.aliyun.iot20180120.Client client(TestService service, String key)
      throws Exception {
    return new com.aliyun.iot20180120.Client(
        new Config()
            .setAccessKeyId(key)
            .setAccessKeySecret(AccountsFixture.SECRET)
            .setEndpoint("127.0.0.1:" + service.port())
            .setProtocol("HTTP"));
  }
}
