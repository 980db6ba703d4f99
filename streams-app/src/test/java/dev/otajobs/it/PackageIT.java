package dev.otajobs.it;

import static dev.otajobs.it.SdkClients.tea;
import static dev.otajobs.it.TokenCalls.get;
import static dev.otajobs.it.TokenCalls.json;
import static dev.otajobs.it.TokenCalls.put;
import static dev.otajobs.it.TokenCalls.send;
import static org.assertj.core.api.Assertions.assertThat;

import com.aliyun.iot20180120.models.CreateOTAStaticUpgradeJobRequest;
import com.aliyun.iot20180120.models.QueryOTAFirmwareRequest;
import com.aliyun.iot20180120.models.QueryOTAFirmwareResponseBody.QueryOTAFirmwareResponseBodyFirmwareInfo;
import com.fasterxml.jackson.databind.JsonNode;
import dev.otajobs.testkit.events.Packages;
import java.net.http.HttpResponse;
import java.util.List;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** Packages are put at one instance, and known at both at once. */
class PackageIT {

  private static TestCluster cluster;

  @BeforeAll
  static void start() {
    cluster = TestCluster.startWithAccounts();
  }

  @AfterAll
  static void stop() {
    cluster.close();
  }

  /** The package was put at one instance; the other one is asked in the next line. */
  @Test
  void shouldKnowAPackageOnEveryInstanceAtOnce() throws Exception {
    for (int i = 0; i < 20; i++) {
      // when
      int put = put(cluster.first(), "new-" + i, Packages.released()).statusCode();
      boolean created =
          tea(cluster.second())
              .createOTAStaticUpgradeJob(
                  new CreateOTAStaticUpgradeJobRequest()
                      .setFirmwareId("new-" + i)
                      .setProductKey("p")
                      .setTargetSelection("ALL"))
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
    put(cluster.first(), "several", several);
    QueryOTAFirmwareRequest request = new QueryOTAFirmwareRequest().setFirmwareId("several");

    // when
    QueryOTAFirmwareResponseBodyFirmwareInfo own =
        tea(cluster.second()).queryOTAFirmware(request).getBody().getFirmwareInfo();
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
  void shouldPutShowReplaceAndRemoveAPackage() throws Exception {
    // when
    int created = put(cluster.first(), "life", Packages.json(0)).statusCode();
    JsonNode shown = json(get(cluster.first(), "/v1/packages/life"));
    HttpResponse<String> sentBack =
        put(cluster.first(), "life", shown.toString().replace("\"Status\":0", "\"Status\":1"));
    JsonNode replaced = json(get(cluster.first(), "/v1/packages/life"));
    int removed = send(cluster.first(), "DELETE", "/v1/packages/life", "").statusCode();
    int gone = send(cluster.first(), "GET", "/v1/packages/life", "").statusCode();
    int goneAgain = send(cluster.first(), "DELETE", "/v1/packages/life", "").statusCode();

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
    String whole = Packages.released();
    String sent = body.replace("PACKAGE", whole.substring(0, whole.length() - 1));

    // when
    HttpResponse<String> reply = put(cluster.first(), "wrong", sent);

    // then
    assertThat(reply.statusCode()).isEqualTo(400);
    assertThat(json(reply).path("detail").asText()).startsWith(problem);
  }
}
