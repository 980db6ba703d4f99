package dev.otajobs.it;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.catchThrowableOfType;

import com.aliyun.iot20180120.models.QueryOTAJobResponseBody;
import com.aliyun.tea.TeaException;
import com.aliyun.teaopenapi.models.Config;
import com.aliyuncs.DefaultAcsClient;
import com.aliyuncs.exceptions.ClientException;
import com.aliyuncs.http.FormatType;
import com.aliyuncs.http.MethodType;
import com.aliyuncs.iot.model.v20180120.QueryOTAJobRequest;
import com.aliyuncs.iot.model.v20180120.QueryOTAJobResponse;
import com.aliyuncs.profile.DefaultProfile;
import dev.otajobs.events.OtaJobCreated;
import dev.otajobs.events.OtaTag;
import dev.otajobs.testkit.events.Events;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.util.Collections;
import java.util.List;
import java.util.Set;
import java.util.TreeSet;
import java.util.concurrent.Callable;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/** The official Java SDKs, pointed at the service and otherwise unchanged. */
class SdkIT {

  private static final String JOB = "ok-HvKuBpuk3rdk6E92CP****0200";
  private static final String NAME = "网关固件 😀 <v2> & \"测试\"";

  private static TestService service;

  @BeforeAll
  static void start() {
    service = new TestService(AccountsFixture.settings()).startAndAwaitReady();
    service.write(
        Events.event(
            JOB,
            0,
            OtaJobCreated.newBuilder(Events.creation())
                .setName(NAME)
                .setSrcVersions(List.of("1.0.0", "1.0.1"))
                .setTags(List.of(new OtaTag("key1", "值")))
                .build()));
    service.write(Events.started(JOB));
    service.awaitFolded(2);
  }

  @AfterAll
  static void stop() {
    service.close();
  }

  @ParameterizedTest
  @ValueSource(strings = {"v3", "v2"})
  void shouldAnswerTheTeaSdk(String signatures) throws Exception {
    // when
    QueryOTAJobResponseBody body =
        tea(AccountsFixture.SECRET, signatures).queryOTAJob(teaRequest(JOB)).getBody();

    // then
    assertThat(body.getSuccess()).isTrue();
    assertThat(body.getData().getJobStatus()).isEqualTo("IN_PROGRESS");
    assertThat(body.getData().getName()).isEqualTo(NAME);
    assertThat(body.getData().getSrcVersions().getSrcVersion()).containsExactly("1.0.0", "1.0.1");
    assertThat(body.getData().getTags().getOtaTagDTO().get(0).getValue()).isEqualTo("值");
  }

  @ParameterizedTest
  @CsvSource({"JSON, POST", "JSON, GET", "XML, POST", "XML, GET"})
  void shouldAnswerTheClassicSdk(FormatType format, MethodType method) throws Exception {
    // given
    QueryOTAJobRequest request = classicRequest(JOB);
    request.setSysAcceptFormat(format);
    request.setSysMethod(method);

    // when
    QueryOTAJobResponse response = classic(AccountsFixture.SECRET).getAcsResponse(request);

    // then
    assertThat(response.getSuccess()).isTrue();
    assertThat(response.getData().getJobId()).isEqualTo(JOB);
    assertThat(response.getData().getName()).isEqualTo(NAME);
    assertThat(response.getData().getSrcVersions()).containsExactly("1.0.0", "1.0.1");
    assertThat(response.getData().getTags().get(0).getKey()).isEqualTo("key1");
    assertThat(response.getData().getUtcStartTime()).isEqualTo("2026-01-01T00:00:01.000Z");
  }

  @Test
  void shouldNotTellAnotherAccountsJobFromNone() throws Exception {
    // when
    QueryOTAJobResponseBody other =
        tea(AccountsFixture.OTHER_KEY, AccountsFixture.SECRET, "v3")
            .queryOTAJob(teaRequest(JOB))
            .getBody();
    QueryOTAJobResponseBody none =
        tea(AccountsFixture.SECRET, "v3").queryOTAJob(teaRequest("no-such-job")).getBody();

    // then
    assertThat(other.getCode()).isEqualTo("iot.ota.JobNotFound").isEqualTo(none.getCode());
    assertThat(other.getErrorMessage()).isEqualTo(none.getErrorMessage());
    assertThat(other.getData()).isNull();
  }

  @Test
  void shouldRefuseAWrongSecretAsTheSdksExpect() {
    // when
    ClientException classic =
        catchThrowableOfType(
            ClientException.class, () -> classic("wrong").getAcsResponse(classicRequest(JOB)));
    TeaException tea =
        catchThrowableOfType(
            TeaException.class, () -> tea("wrong", "v3").queryOTAJob(teaRequest(JOB)));

    // then
    assertThat(classic.getErrCode())
        .as("the SDK knows its own string to sign in the message")
        .isEqualTo("SDK.InvalidAccessKeySecret");
    assertThat(tea.getCode()).isEqualTo("SignatureDoesNotMatch");
    assertThat(tea.getStatusCode()).isEqualTo(400);
  }

  @Test
  void shouldThrottleABurstWithinASecond() throws Exception {
    // given
    com.aliyun.iot20180120.Client client =
        tea(AccountsFixture.BURST_KEY, AccountsFixture.SECRET, "v3");
    List<Callable<String>> calls = Collections.nCopies(80, () -> code(client));
    ExecutorService callers = Executors.newFixedThreadPool(8);

    // when
    Set<String> codes = new TreeSet<>();
    try {
      for (Future<String> call : callers.invokeAll(calls)) {
        codes.add(call.get());
      }
    } finally {
      callers.shutdown();
    }

    // then
    assertThat(codes).containsExactly("Throttling.User", "iot.ota.JobNotFound");
  }

  private static String code(com.aliyun.iot20180120.Client client) throws Exception {
    try {
      return client.queryOTAJob(teaRequest(JOB)).getBody().getCode();
    } catch (TeaException e) {
      return e.getCode();
    }
  }

  @Test
  void shouldRefuseUnsignedCalls() {
    // when
    HttpResponse<String> reply =
        service.get("/?Action=QueryOTAJob&Format=JSON&Version=2018-01-20&JobId=x");

    // then
    assertThat(reply.statusCode()).isEqualTo(400);
    assertThat(reply.body()).contains("\"Code\":\"MissingAccessKeyId\"");
  }

  @Test
  void shouldTakeABearerTokenForTheResource() throws Exception {
    // given
    URI job = URI.create("http://127.0.0.1:" + service.port() + "/v1/jobs/" + JOB);
    HttpRequest.Builder request = HttpRequest.newBuilder(job);

    // when
    HttpResponse<String> right =
        send(request.copy().header("Authorization", "Bearer " + AccountsFixture.TOKEN));
    HttpResponse<String> wrong = send(request.copy().header("Authorization", "Bearer other"));
    HttpResponse<String> none = send(request.copy());

    // then
    assertThat(right.statusCode()).isEqualTo(200);
    assertThat(right.body()).contains(NAME.substring(0, 6));
    assertThat(wrong.statusCode()).isEqualTo(401);
    assertThat(none.statusCode()).isEqualTo(401);
    assertThat(none.headers().firstValue("WWW-Authenticate")).contains("Bearer");
  }

  private static HttpResponse<String> send(HttpRequest.Builder request) throws Exception {
    return HttpClient.newHttpClient().send(request.build(), HttpResponse.BodyHandlers.ofString());
  }

  private static com.aliyun.iot20180120.Client tea(String secret, String signatures)
      throws Exception {
    return tea(AccountsFixture.KEY, secret, signatures);
  }

  private static com.aliyun.iot20180120.Client tea(String key, String secret, String signatures)
      throws Exception {
    Config config =
        new Config()
            .setAccessKeyId(key)
            .setAccessKeySecret(secret)
            .setEndpoint("127.0.0.1:" + service.port())
            .setProtocol("HTTP");
    config.signatureAlgorithm = signatures.equals("v2") ? "v2" : null;
    return new com.aliyun.iot20180120.Client(config);
  }

  private static com.aliyun.iot20180120.models.QueryOTAJobRequest teaRequest(String jobId) {
    return new com.aliyun.iot20180120.models.QueryOTAJobRequest().setJobId(jobId);
  }

  private static DefaultAcsClient classic(String secret) {
    return new DefaultAcsClient(
        DefaultProfile.getProfile("cn-shanghai", AccountsFixture.KEY, secret));
  }

  private static QueryOTAJobRequest classicRequest(String jobId) {
    QueryOTAJobRequest request = new QueryOTAJobRequest();
    request.setJobId(jobId);
    request.setSysEndpoint("127.0.0.1:" + service.port());
    return request;
  }
}
