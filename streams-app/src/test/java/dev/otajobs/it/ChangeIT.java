package dev.otajobs.it;

import static dev.otajobs.it.SdkClients.classic;
import static dev.otajobs.it.SdkClients.common;
import static dev.otajobs.it.SdkClients.tea;
import static dev.otajobs.it.TokenCalls.put;
import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import com.aliyun.iot20180120.models.CancelOTAStrategyByJobRequest;
import com.aliyun.iot20180120.models.CancelOTATaskByJobRequest;
import com.aliyun.iot20180120.models.CreateOTADynamicUpgradeJobRequest;
import com.aliyun.iot20180120.models.CreateOTAStaticUpgradeJobRequest;
import com.aliyun.iot20180120.models.QueryOTAJobRequest;
import com.aliyun.iot20180120.models.QueryOTAJobResponseBody.QueryOTAJobResponseBodyData;
import com.aliyuncs.CommonRequest;
import dev.otajobs.events.OtaJobModified;
import dev.otajobs.testkit.events.Events;
import dev.otajobs.testkit.events.Packages;
import java.util.List;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;

/** The official Java SDKs change and cancel batches at two instances. */
class ChangeIT {

  private static TestCluster cluster;

  @BeforeAll
  static void start() throws Exception {
    cluster = TestCluster.startWithAccounts();
    assertThat(put(cluster.first(), "released", Packages.released()).statusCode()).isEqualTo(201);
  }

  @AfterAll
  static void stop() {
    cluster.close();
  }

  @Test
  void shouldCancelABatchThatIsScheduled() throws Exception {
    // given
    com.aliyun.iot20180120.Client client = tea(cluster.first());
    String jobId =
        client
            .createOTAStaticUpgradeJob(
                new CreateOTAStaticUpgradeJobRequest()
                    .setFirmwareId("released")
                    .setProductKey("p")
                    .setTargetSelection("ALL")
                    .setScheduleTime(System.currentTimeMillis() + 600_000))
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
        tea(cluster.first())
            .createOTADynamicUpgradeJob(
                new CreateOTADynamicUpgradeJobRequest()
                    .setFirmwareId("released")
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
    put(cluster.first(), "only-one", Packages.released());
    CreateOTADynamicUpgradeJobRequest request =
        new CreateOTADynamicUpgradeJobRequest()
            .setFirmwareId("only-one")
            .setProductKey("p")
            .setSrcVersion(List.of("1.0"));
    String jobId =
        tea(cluster.first()).createOTADynamicUpgradeJob(request).getBody().getData().getJobId();

    // when
    String second =
        tea(cluster.second()).createOTADynamicUpgradeJob(request).getBody().getErrorMessage();
    tea(cluster.second())
        .cancelOTAStrategyByJob(new CancelOTAStrategyByJobRequest().setJobId(jobId));
    boolean third = tea(cluster.first()).createOTADynamicUpgradeJob(request).getBody().getSuccess();

    // then
    assertThat(second).contains("which has not ended: " + jobId);
    assertThat(third).isTrue();
  }

  private static QueryOTAJobResponseBodyData query(TestService service, String jobId)
      throws Exception {
    return tea(service).queryOTAJob(new QueryOTAJobRequest().setJobId(jobId)).getBody().getData();
  }
}
