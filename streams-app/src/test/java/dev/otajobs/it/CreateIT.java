package dev.otajobs.it;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.catchThrowableOfType;
import static org.awaitility.Awaitility.await;

import com.aliyun.iot20180120.models.CancelOTAStrategyByJobRequest;
import com.aliyun.iot20180120.models.CancelOTATaskByJobRequest;
import com.aliyun.iot20180120.models.CreateOTADynamicUpgradeJobRequest;
import com.aliyun.iot20180120.models.CreateOTAStaticUpgradeJobRequest;
import com.aliyun.iot20180120.models.CreateOTAStaticUpgradeJobResponseBody;
import com.aliyun.iot20180120.models.CreateOTAVerifyJobRequest;
import com.aliyun.iot20180120.models.QueryOTAFirmwareRequest;
import com.aliyun.iot20180120.models.QueryOTAFirmwareResponseBody.QueryOTAFirmwareResponseBodyFirmwareInfo;
import com.aliyun.iot20180120.models.QueryOTAJobRequest;
import com.aliyun.iot20180120.models.QueryOTAJobResponseBody.QueryOTAJobResponseBodyData;
import com.aliyun.tea.TeaException;
import com.aliyun.teaopenapi.models.Config;
import com.aliyuncs.CommonRequest;
import com.aliyuncs.DefaultAcsClient;
import com.aliyuncs.http.FormatType;
import com.aliyuncs.http.MethodType;
import com.aliyuncs.http.ProtocolType;
import com.aliyuncs.iot.model.v20180120.CreateOTADynamicUpgradeJobResponse;
import com.aliyuncs.iot.model.v20180120.CreateOTAVerifyJobResponse;
import com.aliyuncs.iot.model.v20180120.QueryOTAFirmwareResponse;
import com.aliyuncs.iot.model.v20180120.QueryOTAJobResponse;
import com.aliyuncs.profile.DefaultProfile;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import dev.otajobs.events.OtaJobModified;
import dev.otajobs.testkit.events.Events;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.stream.IntStream;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/** The official Java SDKs create, query, change and cancel batches at two instances. */
class CreateIT {

  private static final String PACKAGE =
      "{\"ProductKey\":\"p\",\"FirmwareName\":\"网关 <v2>\",\"DestVersion\":\"2.0\",\"Status\":%d,"
          + "\"FirmwareUrl\":\"https://example.org/f.bin\",\"FirmwareSize\":924}";

  private static TestCluster cluster;

  @BeforeAll
  static void start() {
    Map<String, String> settings = new HashMap<>(AccountsFixture.settings());
    settings.put("query.deadline.ms", "6000");
    cluster = TestCluster.start(settings);
    assertThat(put("released", PACKAGE.formatted(1)).statusCode()).isEqualTo(201);
    assertThat(put("dynamic", PACKAGE.formatted(1)).statusCode()).isEqualTo(201);
    assertThat(put("updated", PACKAGE.formatted(1)).statusCode()).isEqualTo(201);
    assertThat(put("fresh", PACKAGE.formatted(0)).statusCode()).isEqualTo(201);
  }

  @AfterAll
  static void stop() {
    cluster.close();
  }

  @ParameterizedTest
  @ValueSource(strings = {"v3", "v2"})
  void shouldCreateAndQueryInTheNextLine(String signatures) throws Exception {
    // given
    com.aliyun.iot20180120.Client one = tea(cluster.first(), signatures);
    com.aliyun.iot20180120.Client other = tea(cluster.second(), signatures);
    for (int i = 0; i < 20; i++) {
      // when
      CreateOTAStaticUpgradeJobResponseBody created =
          (i % 2 == 0 ? one : other)
              .createOTAStaticUpgradeJob(specific("released").setMaximumPerMinute(100 + i))
              .getBody();
      QueryOTAJobResponseBodyData job =
          (i % 4 < 2 ? one : other)
              .queryOTAJob(new QueryOTAJobRequest().setJobId(created.getData().getJobId()))
              .getBody()
              .getData();

      // then
      assertThat(created.getSuccess()).isTrue();
      assertThat(created.getData().getJobId()).matches("[A-Za-z0-9]{26}");
      assertThat(job.getJobStatus()).isEqualTo("PLANNED");
      assertThat(job.getName()).isEqualTo("网关 <v2>");
      assertThat(job.getDestVersion()).isEqualTo("2.0");
      assertThat(job.getMaximumPerMinute()).isEqualTo(100 + i);
      assertThat(job.getUtcCreate()).isEqualTo(created.getData().getUtcCreate());
    }
  }

  @ParameterizedTest
  @CsvSource({"JSON, POST", "JSON, GET", "XML, POST", "XML, GET"})
  void shouldServeTheClassicSdk(FormatType format, MethodType method) throws Exception {
    // given
    com.aliyuncs.iot.model.v20180120.CreateOTAVerifyJobRequest verify =
        new com.aliyuncs.iot.model.v20180120.CreateOTAVerifyJobRequest();
    verify.setFirmwareId("fresh");
    verify.setProductKey("p");
    verify.setTargetDeviceNames(List.of("d1", "d2"));
    com.aliyuncs.iot.model.v20180120.CreateOTADynamicUpgradeJobRequest dynamic =
        new com.aliyuncs.iot.model.v20180120.CreateOTADynamicUpgradeJobRequest();
    dynamic.setFirmwareId("dynamic");
    dynamic.setProductKey("p");
    dynamic.setSrcVersions(List.of("1.0"));
    com.aliyuncs.iot.model.v20180120.CancelOTAStrategyByJobRequest cancel =
        new com.aliyuncs.iot.model.v20180120.CancelOTAStrategyByJobRequest();
    com.aliyuncs.iot.model.v20180120.QueryOTAJobRequest query =
        new com.aliyuncs.iot.model.v20180120.QueryOTAJobRequest();
    com.aliyuncs.iot.model.v20180120.QueryOTAFirmwareRequest firmware =
        new com.aliyuncs.iot.model.v20180120.QueryOTAFirmwareRequest();
    firmware.setFirmwareId("released");
    for (com.aliyuncs.RpcAcsRequest<?> request :
        List.of(verify, dynamic, cancel, query, firmware)) {
      request.setSysAcceptFormat(format);
      request.setSysMethod(method);
      request.setSysEndpoint("127.0.0.1:" + cluster.second().port());
    }

    // when
    CreateOTAVerifyJobResponse verified = classic().getAcsResponse(verify);
    CreateOTADynamicUpgradeJobResponse created = classic().getAcsResponse(dynamic);
    cancel.setJobId(created.getData().getJobId());
    query.setJobId(created.getData().getJobId());
    boolean canceled = classic().getAcsResponse(cancel).getSuccess();
    QueryOTAJobResponse job = classic().getAcsResponse(query);
    QueryOTAFirmwareResponse known = classic().getAcsResponse(firmware);

    // then
    assertThat(verified.getSuccess()).isTrue();
    assertThat(verified.getData().getUtcCreate()).endsWith("Z");
    assertThat(canceled).isTrue();
    assertThat(job.getData().getJobStatus()).isEqualTo("CANCELED");
    assertThat(job.getData().getSelectionType()).isEqualTo("DYNAMIC");
    assertThat(known.getFirmwareInfo().getDestVersion()).isEqualTo("2.0");
    assertThat(known.getFirmwareInfo().getFirmwareSize()).isEqualTo(924);
  }

  /** 200 devices, ten tags of CJK, 250 parameters: the longest call that is legal. */
  @Test
  void shouldTakeTheLongestCall() throws Exception {
    // given
    List<String> devices =
        IntStream.range(0, 200).mapToObj(i -> "device:@" + "x".repeat(20) + i).toList();
    List<CreateOTAStaticUpgradeJobRequest.CreateOTAStaticUpgradeJobRequestTag> tags =
        IntStream.range(0, 10)
            .mapToObj(
                i ->
                    new CreateOTAStaticUpgradeJobRequest.CreateOTAStaticUpgradeJobRequestTag()
                        .setKey("k" + i)
                        .setValue("固".repeat(400)))
            .toList();

    // when
    String jobId =
        tea(cluster.first(), "v3")
            .createOTAStaticUpgradeJob(
                specific("released").setTargetDeviceName(devices).setTag(tags))
            .getBody()
            .getData()
            .getJobId();

    // then
    QueryOTAJobResponseBodyData job = query(cluster.second(), jobId);
    assertThat(job.getTags().getOtaTagDTO()).hasSize(10);
    assertThat(job.getTags().getOtaTagDTO().get(9).getValue()).isEqualTo("固".repeat(400));
  }

  @Test
  void shouldNotCreateForAPackageThatIsNot() throws Exception {
    assertThat(tea(cluster.first(), "v3").createOTAStaticUpgradeJob(specific("none")).getBody())
        .extracting("success", "code", "errorMessage")
        .containsExactly(
            false, "iot.ota.FirmwareNotFound", "The specified firmware does not exist.");
    assertThat(tea(cluster.first(), "v3").createOTAStaticUpgradeJob(specific("fresh")).getBody())
        .extracting("success", "code")
        .containsExactly(false, "iot.system.IllegalRequest");
    assertThat(
            catchThrowableOfType(
                    TeaException.class,
                    () ->
                        tea(cluster.first(), "v3")
                            .createOTAVerifyJob(
                                new CreateOTAVerifyJobRequest()
                                    .setFirmwareId("fresh")
                                    .setProductKey("p")))
                .getCode())
        .isEqualTo("MissingTargetDeviceName");
  }

  /** The package was put at one instance; the other one is asked in the next line. */
  @Test
  void shouldKnowAPackageOnEveryInstanceAtOnce() throws Exception {
    for (int i = 0; i < 20; i++) {
      // when
      int put = put("new-" + i, PACKAGE.formatted(1)).statusCode();
      boolean created =
          tea(cluster.second(), "v3")
              .createOTAStaticUpgradeJob(specific("new-" + i))
              .getBody()
              .getSuccess();

      // then
      assertThat(put).isEqualTo(201);
      assertThat(created).isTrue();
    }
  }

  @Test
  void shouldShowAPackageToItsAccountOnly() throws Exception {
    // given
    String several =
        "{\"ProductKey\":\"p\",\"FirmwareName\":\"n\",\"DestVersion\":\"2\",\"Status\":-1,"
            + "\"MultiFiles\":[{\"Name\":\"a\",\"Url\":\"u\",\"Size\":1},"
            + "{\"Name\":\"b\",\"Url\":\"v\",\"Size\":2}]}";
    put("several", several);
    QueryOTAFirmwareRequest request = new QueryOTAFirmwareRequest().setFirmwareId("several");

    // when
    QueryOTAFirmwareResponseBodyFirmwareInfo own =
        tea(cluster.second(), "v3").queryOTAFirmware(request).getBody().getFirmwareInfo();
    String others =
        tea(cluster.second(), AccountsFixture.OTHER_KEY, "v3")
            .queryOTAFirmware(request)
            .getBody()
            .getCode();

    // then
    assertThat(own.getMultiFiles()).hasSize(2);
    assertThat(own.getMultiFiles().get(1).getSize()).isEqualTo(2);
    assertThat(own.getStatus()).isEqualTo(-1);
    assertThat(others).isEqualTo("iot.ota.FirmwareNotFound");
  }

  @Test
  void shouldForbidWhatTheAccountMayNot() {
    assertThat(
            catchThrowableOfType(
                    TeaException.class,
                    () ->
                        tea(cluster.first(), AccountsFixture.OTHER_KEY, "v3")
                            .createOTAStaticUpgradeJob(specific("released")))
                .getCode())
        .isEqualTo("Forbidden.RAM");
  }

  @Test
  void shouldCancelABatchThatIsScheduled() throws Exception {
    // given
    com.aliyun.iot20180120.Client client = tea(cluster.first(), "v3");
    String jobId =
        client
            .createOTAStaticUpgradeJob(
                specific("released").setScheduleTime(System.currentTimeMillis() + 600_000))
            .getBody()
            .getData()
            .getJobId();
    CancelOTATaskByJobRequest cancel = new CancelOTATaskByJobRequest().setJobId(jobId);

    // when
    String queued = client.cancelOTATaskByJob(cancel.setCancelQueuedTask(true)).getBody().getCode();
    boolean scheduled =
        client.cancelOTATaskByJob(cancel.setCancelScheduledTask(true)).getBody().getSuccess();
    boolean again =
        client.cancelOTATaskByJob(cancel.setCancelScheduledTask(true)).getBody().getSuccess();
    String strategy =
        client
            .cancelOTAStrategyByJob(new CancelOTAStrategyByJobRequest().setJobId(jobId))
            .getBody()
            .getErrorMessage();

    // then
    assertThat(queued).isEqualTo("iot.system.IllegalRequest");
    assertThat(scheduled).isTrue();
    assertThat(again).isTrue();
    assertThat(strategy).contains("not a dynamic batch");
    assertThat(query(cluster.second(), jobId).getJobStatus()).isEqualTo("CANCELED");
  }

  /** The job's producer counts revisions, and its clock is ahead: the update comes after both. */
  @Test
  void shouldUpdateAfterWhateverIsKnown() throws Exception {
    // given
    String jobId =
        tea(cluster.first(), "v3")
            .createOTADynamicUpgradeJob(
                new CreateOTADynamicUpgradeJobRequest()
                    .setFirmwareId("updated")
                    .setProductKey("p")
                    .setSrcVersion(List.of("1.0")))
            .getBody()
            .getData()
            .getJobId();
    cluster
        .first()
        .write(
            dev.otajobs.events.OtaJobEvent.newBuilder(Events.started(jobId))
                .setRevision(41)
                .setOccurredAt(java.time.Instant.now().plusSeconds(3_600))
                .setChange(OtaJobModified.newBuilder().setMaximumPerMinute(77).build())
                .build());
    await()
        .untilAsserted(
            () -> assertThat(query(cluster.first(), jobId).getMaximumPerMinute()).isEqualTo(77));
    CommonRequest update = common("UpdateOTAJob", cluster.second());
    update.putQueryParameter("JobId", jobId);
    update.putQueryParameter("UpgradeType", "DYNAMIC");
    update.putQueryParameter("TargetSelection", "All");
    update.putQueryParameter("MaximumPerMinute", "500");
    update.putQueryParameter("SrcVersionList.1", "1.1");
    update.putQueryParameter("Tags.1.Key", "k");
    update.putQueryParameter("Tags.1.Value", "v");

    // when
    String reply = classic().getCommonResponse(update).getData();

    // then
    assertThat(reply).contains("\"Success\":true");
    QueryOTAJobResponseBodyData job = query(cluster.first(), jobId);
    assertThat(job.getMaximumPerMinute()).isEqualTo(500);
    assertThat(job.getSrcVersions().getSrcVersion()).containsExactly("1.1");
    assertThat(job.getTags().getOtaTagDTO().get(0).getKey()).isEqualTo("k");
  }

  /** D1 */
  @Test
  void shouldLetOneDynamicBatchOfAPackageRun() throws Exception {
    // given
    put("only-one", PACKAGE.formatted(1));
    CreateOTADynamicUpgradeJobRequest request =
        new CreateOTADynamicUpgradeJobRequest()
            .setFirmwareId("only-one")
            .setProductKey("p")
            .setSrcVersion(List.of("1.0"));
    String jobId =
        tea(cluster.first(), "v3")
            .createOTADynamicUpgradeJob(request)
            .getBody()
            .getData()
            .getJobId();

    // when
    String second =
        tea(cluster.second(), "v3").createOTADynamicUpgradeJob(request).getBody().getErrorMessage();
    tea(cluster.second(), "v3")
        .cancelOTAStrategyByJob(new CancelOTAStrategyByJobRequest().setJobId(jobId));
    boolean third =
        tea(cluster.first(), "v3").createOTADynamicUpgradeJob(request).getBody().getSuccess();

    // then
    assertThat(second).contains("which has not ended: " + jobId);
    assertThat(third).isTrue();
  }

  @Test
  void shouldMakeNoSecondBatchOfACallThatIsSentAgain() throws Exception {
    // given
    CommonRequest create = common("CreateOTAStaticUpgradeJob", cluster.first());
    create.putQueryParameter("FirmwareId", "released");
    create.putQueryParameter("ProductKey", "p");
    create.putQueryParameter("TargetSelection", "ALL");
    create.putHeadParameter("Idempotency-Key", "order-4711");

    // when
    List<String> replies = new ArrayList<>();
    for (TestService instance : List.of(cluster.first(), cluster.second(), cluster.first())) {
      create.setSysDomain("127.0.0.1:" + instance.port());
      replies.add(classic().getCommonResponse(create).getData());
    }
    create.putQueryParameter("TimeoutInMinutes", "5");
    JsonNode other = json(classic().getCommonResponse(create).getData());

    // then
    Set<JsonNode> batches = new HashSet<>();
    for (String reply : replies) {
      batches.add(json(reply).path("Data"));
    }
    assertThat(batches).hasSize(1);
    assertThat(other.path("Code").asText()).isEqualTo("IdempotentParameterMismatch");
  }

  /** A query that asks for this position waits for it; one that does not finds the job as well. */
  @Test
  void shouldTellWhereTheEventStands() throws Exception {
    // given
    CommonRequest create = common("CreateOTAVerifyJob", cluster.first());
    create.putQueryParameter("FirmwareId", "fresh");
    create.putQueryParameter("ProductKey", "p");
    create.putQueryParameter("TargetDeviceName.1", "d");
    com.aliyuncs.CommonResponse reply = classic().getCommonResponse(create);

    // when
    String position = reply.getHttpResponse().getHeaderValue("Ota-Position");
    String jobId = json(reply.getData()).path("Data").path("JobId").asText();
    HttpResponse<String> job =
        cluster
            .second()
            .get(
                "/v1/jobs/" + jobId,
                "Authorization",
                "Bearer " + AccountsFixture.TOKEN,
                "Ota-At-Least",
                position);

    // then
    assertThat(position).matches("[0-3]-[0-9]+");
    assertThat(job.statusCode()).isEqualTo(200);
    assertThat(job.headers().firstValue("ETag")).contains("W/\"" + position + "\"");
  }

  @Test
  void shouldPutShowReplaceAndRemoveAPackage() throws Exception {
    // when
    int created = put("life", PACKAGE.formatted(0)).statusCode();
    JsonNode shown = json(send("GET", "life", "").body());
    HttpResponse<String> sentBack =
        put("life", shown.toString().replace("\"Status\":0", "\"Status\":1"));
    JsonNode replaced = json(send("GET", "life", "").body());
    int removed = send("DELETE", "life", "").statusCode();
    int gone = send("GET", "life", "").statusCode();
    int goneAgain = send("DELETE", "life", "").statusCode();

    // then
    assertThat(created).isEqualTo(201);
    assertThat(sentBack.statusCode()).as(sentBack.body()).isEqualTo(200);
    assertThat(replaced.path("Status").asInt()).isEqualTo(1);
    assertThat(replaced.path("UtcCreate")).isEqualTo(shown.path("UtcCreate"));
    assertThat(List.of(removed, gone, goneAgain)).containsExactly(204, 404, 404);
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      value = {
        "{                             | not JSON",
        "[]                            | a package must be a JSON object",
        "{\"Status\":1}                | FirmwareName is missing",
        "{\"FirmwareName\":1}          | FirmwareName must be a text",
        "PACKAGE,\"Color\":\"red\"}    | a package has no such members: [Color]",
        "PACKAGE,\"FirmwareId\":\"x\"} | FirmwareId is another one",
        "PACKAGE,\"Type\":1}           | srcVersion is for type DIFFERENTIAL",
        "PACKAGE,\"Type\":2}           | Type must be 0 (full) or 1 (differential)",
      })
  void shouldSayWhatIsWrongWithAPackage(String body, String problem) throws Exception {
    // given
    String whole = PACKAGE.formatted(1);
    String sent = body.replace("PACKAGE", whole.substring(0, whole.length() - 1));

    // when
    HttpResponse<String> reply = put("wrong", sent);

    // then
    assertThat(reply.statusCode()).isEqualTo(400);
    assertThat(json(reply.body()).path("detail").asText()).startsWith(problem);
  }

  private static CreateOTAStaticUpgradeJobRequest specific(String firmwareId) {
    return new CreateOTAStaticUpgradeJobRequest()
        .setFirmwareId(firmwareId)
        .setProductKey("p")
        .setTargetSelection("SPECIFIC")
        .setTargetDeviceName(List.of("device1", "device2"));
  }

  private static QueryOTAJobResponseBodyData query(TestService service, String jobId)
      throws Exception {
    return tea(service, "v3")
        .queryOTAJob(new QueryOTAJobRequest().setJobId(jobId))
        .getBody()
        .getData();
  }

  private static com.aliyun.iot20180120.Client tea(TestService service, String signatures)
      throws Exception {
    return tea(service, AccountsFixture.KEY, signatures);
  }

  private static com.aliyun.iot20180120.Client tea(
      TestService service, String key, String signatures) throws Exception {
    Config config =
        new Config()
            .setAccessKeyId(key)
            .setAccessKeySecret(AccountsFixture.SECRET)
            .setEndpoint("127.0.0.1:" + service.port())
            .setProtocol("HTTP");
    config.signatureAlgorithm = signatures.equals("v2") ? "v2" : null;
    return new com.aliyun.iot20180120.Client(config);
  }

  private static DefaultAcsClient classic() {
    return new DefaultAcsClient(
        DefaultProfile.getProfile("cn-shanghai", AccountsFixture.KEY, AccountsFixture.SECRET));
  }

  private static CommonRequest common(String action, TestService service) {
    CommonRequest request = new CommonRequest();
    request.setSysMethod(MethodType.POST);
    request.setSysProtocol(ProtocolType.HTTP);
    request.setSysDomain("127.0.0.1:" + service.port());
    request.setSysVersion("2018-01-20");
    request.setSysAction(action);
    return request;
  }

  private static HttpResponse<String> put(String firmwareId, String body) {
    try {
      return send("PUT", firmwareId, body);
    } catch (Exception e) {
      throw new AssertionError(e);
    }
  }

  private static HttpResponse<String> send(String method, String firmwareId, String body)
      throws Exception {
    return HttpClient.newHttpClient()
        .send(
            HttpRequest.newBuilder(
                    URI.create(cluster.first().address() + "/v1/packages/" + firmwareId))
                .header("Authorization", "Bearer " + AccountsFixture.TOKEN)
                .header("Content-Type", "application/json")
                .method(method, HttpRequest.BodyPublishers.ofString(body))
                .build(),
            HttpResponse.BodyHandlers.ofString());
  }

  private static JsonNode json(String text) throws Exception {
    return new ObjectMapper().readTree(text);
  }
}
