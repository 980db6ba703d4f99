package dev.otajobs.it;

import static dev.otajobs.it.ListedJobs.create;
import static dev.otajobs.it.SdkClients.classic;
import static dev.otajobs.it.SdkClients.tea;
import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import com.aliyun.iot20180120.models.ListOTAJobByFirmwareRequest;
import com.aliyun.iot20180120.models.ListOTAJobByFirmwareResponseBody;
import com.aliyun.iot20180120.models.ListOTAJobByFirmwareResponseBody.ListOTAJobByFirmwareResponseBodyDataSimpleOTAJobInfo;
import com.aliyuncs.http.FormatType;
import com.aliyuncs.iot.model.v20180120.ListOTAJobByFirmwareResponse;
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

/** Lists over the partitions of two instances. */
@TestMethodOrder(MethodOrderer.OrderAnnotation.class)
class ListIT {

  private static final int JOBS = 25;

  private static TestCluster cluster;

  @BeforeAll
  static void start() {
    Map<String, String> settings = new HashMap<>(AccountsFixture.settings());
    settings.put("query.deadline.ms", "6000");
    // The group then keeps the partitions of an instance that stops for it.
    settings.put("kafka.consumer.session.timeout.ms", "120000");
    cluster = TestCluster.startStatic(settings);
    IntStream.range(0, JOBS).forEach(i -> create(cluster, "listed", i));
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
      create(cluster, "fresh", i);

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
    ListOTAJobByFirmwareResponse page = classic().getAcsResponse(request);

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
        tea(cluster.first(), AccountsFixture.OTHER_KEY, "v3")
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
    create(cluster, "erased", 0);
    create(cluster, "erased", 1);

    // when
    cluster.first().write(TestService.bytes("erased-0"), null);

    // then
    await()
        .untilAsserted(
            () -> assertThat(list(cluster.second(), "erased", 1, 10).getTotal()).isEqualTo(1));
  }

  /** A standby reads the log in the owner's place; what is in neither store is listed, too. */
  @Test
  @Order(Integer.MAX_VALUE)
  void shouldListWithoutTheOtherInstance() throws Exception {
    // given
    cluster.first().stop();
    create(cluster, "alone", 0);
    create(cluster, "alone", 1);

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

  private static List<ListOTAJobByFirmwareResponseBodyDataSimpleOTAJobInfo> items(
      ListOTAJobByFirmwareResponseBody body) {
    return Stream.ofNullable(body.getData())
        .flatMap(data -> data.getSimpleOTAJobInfo().stream())
        .toList();
  }

  private static ListOTAJobByFirmwareResponseBody list(
      TestService service, String firmwareId, int page, int size) throws Exception {
    return tea(service).listOTAJobByFirmware(request(firmwareId, page, size)).getBody();
  }

  private static ListOTAJobByFirmwareRequest request(String firmwareId, int page, int size) {
    return new ListOTAJobByFirmwareRequest()
        .setFirmwareId(firmwareId)
        .setCurrentPage(page)
        .setPageSize(size);
  }
}
