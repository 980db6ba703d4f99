package dev.otajobs.it.fuzz;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThatCode;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.otajobs.it.fuzz.FuzzedRequest.Expected;
import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.net.ProtocolException;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/** A check that passes everything would make the whole run worthless. */
class ReplyCheckTest {

  private static final String ID = "E8C4F9B9-382E-422C-9BC2-81F82B38233C";
  private static final String JSON = "application/json;charset=utf-8";
  private static final String XML = "text/xml;charset=utf-8";

  private final ReplyCheck check = new ReplyCheck(List.of("swordfish"));

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      value = {
        JSON + "|{'RequestId':'" + ID + "','Code':'MissingAction'}",
        XML + "|<Error><RequestId>" + ID + "</RequestId><Code>MissingAction</Code></Error>",
        "application/problem+json|{'status':400}",
        "text/plain; charset=utf-8|not found"
      },
      quoteCharacter = '`')
  void shouldPassWhatIsRight(String type, String body) {
    assertThatCode(() -> check.check(request(Expected.REPLY), reply(400, type, body)))
        .doesNotThrowAnyException();
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      value = {
        "500|" + JSON + "|{'RequestId':'" + ID + "','Code':'InternalError'}|status 500",
        "503|text/plain|down|status 503",
        "400|" + JSON + "|{'RequestId':'" + ID + "','Code':'Missing|no JSON",
        "400|" + JSON + "|{'RequestId':'" + ID + "','Code':'a'}}|no JSON",
        "400|" + JSON + "|{'Code':'MissingAction'}|no RequestId",
        "400|" + JSON + "|{'RequestId':'" + ID + "'}|no Code",
        "400|"
            + JSON
            + "|{'RequestId':'00000000-382E-422C-9BC2-81F82B38233C','Code':'a'}"
            + "|another x-acs-request-id",
        "400|" + XML + "|<Error><RequestId>" + ID + "</RequestId>|no XML",
        "400|"
            + XML
            + "|<Error><RequestId>"
            + ID
            + "</RequestId><Code>\u0001</Code></Error>|no XML",
        "400|" + XML + "|<Error><Code>MissingAction</Code></Error>|no RequestId",
        "400|application/problem+json|{'status':401}|another status",
        "400|text/html|<h1>|strange type",
        "404|text/plain|java.lang.IllegalStateException|shows Exception",
        "404|text/plain|at dev.otajobs.app|shows at dev.otajobs",
        "404|text/plain|swordfish|shows a secret"
      },
      quoteCharacter = '`')
  void shouldRefuseWhatIsWrong(int status, String type, String body, String problem) {
    assertThatThrownBy(() -> check.check(request(Expected.REPLY), reply(status, type, body)))
        .isInstanceOf(AssertionError.class)
        .hasMessage(problem);
  }

  @Test
  void shouldRefuseWhatIsNotExpected() {
    // given
    RawReply refusal = reply(400, JSON, "{'RequestId':'" + ID + "','Code':'a'}");
    RawReply success = reply(200, JSON, "{'RequestId':'" + ID + "','Success':true}");

    // then
    assertThatThrownBy(() -> check.check(request(Expected.SUCCESS), refusal))
        .hasMessage("not the job");
    assertThatThrownBy(() -> check.check(request(Expected.REFUSAL), success))
        .hasMessage("not refused");
    assertThatThrownBy(
            () -> check.check(request(Expected.RPC_REPLY), reply(404, "text/plain", "not found")))
        .hasMessage("no RPC reply");
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "nonsense\r\n\r\n",
        "HTTP/1.1 20 OK\r\n\r\n",
        "HTTP/1.1 200 OK\r\nno colon\r\n\r\n",
        "HTTP/1.1 200 OK\nA: b\n\n",
        "HTTP/1.1 200 OK\r\nA: b\r\nA: c\r\n\r\n"
      })
  void shouldRefuseWhatIsNoHttp(String bytes) {
    assertThatThrownBy(() -> RawReply.read(new ByteArrayInputStream(bytes.getBytes(UTF_8)), false))
        .isInstanceOf(ProtocolException.class);
  }

  @ParameterizedTest
  @ValueSource(
      strings = {"HTTP/1.1 200 OK\r\nA:", "HTTP/1.1 200 OK\r\nContent-Length: 5\r\n\r\nabcd"})
  void shouldRefuseWhatEndsEarly(String bytes) {
    assertThatThrownBy(() -> RawReply.read(new ByteArrayInputStream(bytes.getBytes(UTF_8)), false))
        .isInstanceOf(IOException.class)
        .hasMessageContaining("ends");
  }

  private static FuzzedRequest request(Expected expected) {
    return new FuzzedRequest("test", expected, "GET / HTTP/1.1\r\n\r\n".getBytes(UTF_8));
  }

  private static RawReply reply(int status, String type, String body) {
    return new RawReply(
        status,
        Map.of("content-type", type, "x-acs-request-id", ID),
        body.replace('\'', '"').getBytes(UTF_8));
  }
}
