package dev.otajobs.faults;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import dev.otajobs.faults.rig.Rig;
import dev.otajobs.faults.rig.RigPlan;
import dev.otajobs.faults.workload.Accounts;
import dev.otajobs.testkit.events.Packages;
import dev.otajobs.testkit.machine.Directories;
import dev.otajobs.testkit.service.Stack;
import dev.otajobs.testkit.signing.Call;
import dev.otajobs.testkit.signing.Signer;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.nio.file.Path;
import java.time.Instant;
import java.util.UUID;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestInstance;

/**
 * The calls that write, at the packaged service. Its JVM has no system property that makes Avro
 * trust the classes of events, as the JVMs of other tests have: the service has to do so itself.
 */
@TestInstance(TestInstance.Lifecycle.PER_CLASS)
class PackagedWritesIT {

  private final ObjectMapper mapper = new ObjectMapper();
  private final HttpClient http = HttpClient.newHttpClient();
  private Stack stack;
  private Rig rig;

  @BeforeAll
  void start() {
    Path dir = Directories.fresh(Path.of("target", "it").toAbsolutePath(), "writes-");
    stack = Stack.start(dir.resolve("stack"), 1);
    rig = new Rig(RigPlan.of(1).with("topics.partitions", "2"), dir.resolve("rig"), 1, stack);
    rig.start();
  }

  @AfterAll
  void stop() {
    rig.close();
    stack.close();
  }

  @Test
  void shouldPutAPackageAndCreateChangeCancelAndListABatch() throws Exception {
    // when
    int put = putPackage();
    JsonNode created =
        call(
            new Call("POST")
                .query("Action", "CreateOTADynamicUpgradeJob")
                .query("FirmwareId", "fw")
                .query("ProductKey", "p")
                .query("SrcVersion.1", "1.0"));
    String jobId = created.path("Data").path("JobId").asText();
    JsonNode updated =
        call(
            new Call("POST")
                .query("Action", "UpdateOTAJob")
                .query("JobId", jobId)
                .query("UpgradeType", "DYNAMIC")
                .query("TargetSelection", "ALL")
                .query("MaximumPerMinute", "500")
                .query("SrcVersionList.1", "1.1"));
    JsonNode canceled =
        call(new Call("POST").query("Action", "CancelOTAStrategyByJob").query("JobId", jobId));
    JsonNode job = call(new Call("GET").query("Action", "QueryOTAJob").query("JobId", jobId));
    JsonNode listed =
        call(
            new Call("GET")
                .query("Action", "ListOTAJobByFirmware")
                .query("FirmwareId", "fw")
                .query("CurrentPage", "1")
                .query("PageSize", "10"));

    // then
    assertThat(put).isEqualTo(201);
    assertThat(created.path("Success").asBoolean()).as("%s", created).isTrue();
    assertThat(updated.path("Success").asBoolean()).as("%s", updated).isTrue();
    assertThat(canceled.path("Success").asBoolean()).as("%s", canceled).isTrue();
    assertThat(job.path("Data").path("JobStatus").asText()).as("%s", job).isEqualTo("CANCELED");
    assertThat(job.path("Data").path("SrcVersions").path("SrcVersion"))
        .as("%s", job)
        .extracting(JsonNode::asText)
        .containsExactly("1.1");
    assertThat(listed.path("Total").asInt()).as("%s", listed).isEqualTo(1);
  }

  private int putPackage() throws Exception {
    HttpRequest put =
        HttpRequest.newBuilder(address("/v1/packages/fw"))
            .header("Authorization", "Bearer " + Accounts.TOKEN)
            .header("Content-Type", "application/json")
            .PUT(HttpRequest.BodyPublishers.ofString(Packages.released()))
            .build();
    return http.send(put, HttpResponse.BodyHandlers.discarding()).statusCode();
  }

  private JsonNode call(Call call) throws Exception {
    call.query("Version", "2018-01-20")
        .query("Format", "JSON")
        .query("AccessKeyId", Accounts.KEY.keyId())
        .query("SignatureMethod", "HMAC-SHA256")
        .query("SignatureVersion", "1.0")
        .query("SignatureNonce", UUID.randomUUID().toString())
        .query("Timestamp", Signer.timestamp(Instant.now()));
    HttpRequest signed =
        HttpRequest.newBuilder(address(Accounts.KEY.signV1(call, true).target()))
            .method(call.method(), HttpRequest.BodyPublishers.noBody())
            .build();
    return mapper.readTree(http.send(signed, HttpResponse.BodyHandlers.ofString()).body());
  }

  private URI address(String target) {
    return URI.create("http://127.0.0.1:" + rig.instances().named("instance-1").port() + target);
  }
}
