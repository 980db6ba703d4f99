package dev.otajobs.it;

import static dev.otajobs.it.SdkClients.classic;
import static dev.otajobs.it.SdkClients.common;
import static dev.otajobs.it.SdkClients.tea;
import static dev.otajobs.it.TokenCalls.json;
import static dev.otajobs.it.TokenCalls.put;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.catchThrowableOfType;

import com.aliyun.iot20180120.models.CreateOTAStaticUpgradeJobRequest;
import com.aliyun.iot20180120.models.CreateOTAStaticUpgradeJobResponseBody;
import com.aliyun.iot20180120.models.CreateOTAVerifyJobRequest;
import com.aliyun.iot20180120.models.QueryOTAJobRequest;
import com.aliyun.iot20180120.models.QueryOTAJobResponseBody.QueryOTAJobResponseBodyData;
import com.aliyun.tea.TeaException;
import com.aliyuncs.CommonRequest;
import com.aliyuncs.http.FormatType;
import com.aliyuncs.http.MethodType;
import com.aliyuncs.iot.model.v20180120.CreateOTADynamicUpgradeJobResponse;
import com.aliyuncs.iot.model.v20180120.CreateOTAVerifyJobResponse;
import com.aliyuncs.iot.model.v20180120.QueryOTAFirmwareResponse;
import com.aliyuncs.iot.model.v20180120.QueryOTAJobResponse;
import com.fasterxml.jackson.databind.JsonNode;
import dev.otajobs.testkit.events.Packages;
import java.net.http.HttpResponse;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import java.util.stream.IntStream;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/** The official Java SDKs create and query batches at two instances. */
class CreateIT {

  private static TestCluster cluster;

  @BeforeAll
  static void start() throws Exception {
    cluster = TestCluster.startWithAccounts();
    assertThat(put(cluster.first(), "released", Packages.released()).statusCode()).isEqualTo(201);
    assertThat(put(cluster.first(), "dynamic", Packages.released()).statusCode()).isEqualTo(201);
    assertThat(put(cluster.first(), "fresh", Packages.json(0)).statusCode()).isEqualTo(201);
  }

  @AfterAll
  static void stop() {
    cluster.close();
  }

  @ParameterizedTest
  @ValueSource(strings = {"v3", "v2"})
  void shouldCreateAndQueryInTheNextLine(String signatures) throws Exception {
    // given
    com.aliyun.iot20180120.Client one = tea(cluster.first(), AccountsFixture.KEY, signatures);
    com.aliyun.iot20180120.Client other = tea(cluster.second(), AccountsFixture.KEY, signatures);
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
        tea(cluster.first())
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
    assertThat(tea(cluster.first()).createOTAStaticUpgradeJob(specific("none")).getBody())
        .extracting("success", "code", "errorMessage")
        .containsExactly(
            false, "iot.ota.FirmwareNotFound", "The specified firmware does not exist.");
    assertThat(tea(cluster.first()).createOTAStaticUpgradeJob(specific("fresh")).getBody())
        .extracting("success", "code")
        .containsExactly(false, "iot.system.IllegalRequest");
    assertThat(
            catchThrowableOfType(
                    TeaException.class,
                    () ->
                        tea(cluster.first())
                            .createOTAVerifyJob(
                                new CreateOTAVerifyJobRequest()
                                    .setFirmwareId("fresh")
                                    .setProductKey("p")))
                .getCode())
        .isEqualTo("MissingTargetDeviceName");
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

  private static CreateOTAStaticUpgradeJobRequest specific(String firmwareId) {
    return new CreateOTAStaticUpgradeJobRequest()
        .setFirmwareId(firmwareId)
        .setProductKey("p")
        .setTargetSelection("SPECIFIC")
        .setTargetDeviceName(List.of("device1", "device2"));
  }

  private static QueryOTAJobResponseBodyData query(TestService service, String jobId)
      throws Exception {
    return tea(service).queryOTAJob(new QueryOTAJobRequest().setJobId(jobId)).getBody().getData();
  }
}
