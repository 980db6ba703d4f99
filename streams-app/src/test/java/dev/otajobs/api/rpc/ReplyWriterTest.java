package dev.otajobs.api.rpc;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.ObjectMapper;
import dev.otajobs.api.SampleJobs;
import dev.otajobs.api.Xml;
import dev.otajobs.job.FieldValue;
import dev.otajobs.job.FieldValue.TagList;
import dev.otajobs.job.FieldValue.Text;
import dev.otajobs.job.FieldValue.TextList;
import dev.otajobs.job.FieldValue.Time;
import dev.otajobs.job.FieldValue.Whole;
import dev.otajobs.job.JobField;
import dev.otajobs.job.JobView;
import dev.otajobs.job.Revision;
import dev.otajobs.job.Tag;
import java.io.IOException;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class ReplyWriterTest {

  private static final String JSON_END = ",\"RequestId\":\"ID\",\"Success\":true}";
  private static final String XML_START = "<?xml version='1.0' encoding='UTF-8'?>";
  private static final String XML_END =
      "<RequestId>ID</RequestId><Success>true</Success></QueryOTAJobResponse>";

  @Test
  void shouldWrapTags() {
    // given
    List<Tag> tags = List.of(new Tag("key1", "value1"), new Tag("k.2", "华东"));

    // then
    assertWritten(
        JobField.TAGS,
        new TagList(tags),
        "{\"OtaTagDTO\":[{\"Key\":\"key1\",\"Value\":\"value1\"},"
            + "{\"Key\":\"k.2\",\"Value\":\"华东\"}]}",
        "<OtaTagDTO><Key>key1</Key><Value>value1</Value></OtaTagDTO>"
            + "<OtaTagDTO><Key>k.2</Key><Value>华东</Value></OtaTagDTO>");
  }

  @Test
  void shouldWrapSrcVersions() {
    assertWritten(
        JobField.SRC_VERSIONS,
        new TextList(List.of("1.0", "2")),
        "{\"SrcVersion\":[\"1.0\",\"2\"]}",
        "<SrcVersion>1.0</SrcVersion><SrcVersion>2</SrcVersion>");
  }

  @Test
  void shouldWriteScalars() {
    assertWritten(JobField.RETRY_COUNT, new Whole(5), "5", "5");
    assertWritten(JobField.NEED_PUSH, new FieldValue.Flag(false), "false", "false");
    assertWritten(
        JobField.UTC_CREATE,
        new Time(7),
        "\"1970-01-01T00:00:00.007Z\"",
        "1970-01-01T00:00:00.007Z");
    assertWritten(
        JobField.UTC_CREATE,
        new Time(253_402_300_799_999L),
        "\"9999-12-31T23:59:59.999Z\"",
        "9999-12-31T23:59:59.999Z");
    assertWritten(JobField.GROUP_ID, new Text(""), "\"\"", "");
  }

  @Test
  void shouldEscapeWhatXmlReserves() {
    assertWritten(
        JobField.JOB_DESC,
        new Text("网关 <v2> & \"x\" ]]> '中'/"),
        "\"网关 <v2> & \\\"x\\\" ]]> '中'/\"",
        "网关 &lt;v2&gt; &amp; \"x\" ]]&gt; '中'/");
  }

  /** The classic Java SDK reads an escaped character as its digits. */
  @ParameterizedTest
  @ValueSource(
      strings = {"中文", "é", "\uD83D\uDE00 emoji", "a\u2028b", "\u00A0", "<>&'=", "a/b", "~\uFFFD"})
  void shouldWriteCharactersAsTheyAre(String text) {
    assertThat(json(JobField.NAME, new Text(text))).contains("\"Name\":\"" + text + "\"");
  }

  @ParameterizedTest
  @ValueSource(strings = {"a\tb\nc", "\"\\", "<a>&amp;]]>", "\uD83D\uDE00", "a\u2028\u00A0中"})
  void shouldComeBackFromBothFormats(String text) throws IOException {
    // when
    String json = json(JobField.JOB_DESC, new Text(text));
    String xml = xml(JobField.JOB_DESC, new Text(text));

    // then
    assertThat(new ObjectMapper().readTree(json).at("/Data/JobDesc").asText()).isEqualTo(text);
    assertThat(Xml.text(Xml.parse(xml), "JobDesc")).isEqualTo(text);
    assertThat(json).doesNotContain("\\u");
  }

  @Test
  void shouldWriteBusinessError() {
    // given
    Reply reply = Reply.BusinessError.JOB_NOT_FOUND;

    // then
    assertThat(ReplyFormat.JSON.write("ID", "QueryOTAJob", reply).toString(UTF_8))
        .isEqualTo(
            "{\"RequestId\":\"ID\",\"Success\":false,\"Code\":\"iot.ota.JobNotFound\","
                + "\"ErrorMessage\":\"The specified OTA job does not exist.\"}");
    assertThat(ReplyFormat.XML.write("ID", "QueryOTAJob", reply).toString(UTF_8))
        .isEqualTo(
            XML_START
                + "<QueryOTAJobResponse><RequestId>ID</RequestId><Success>false</Success>"
                + "<Code>iot.ota.JobNotFound</Code><ErrorMessage>The specified OTA job does not"
                + " exist.</ErrorMessage></QueryOTAJobResponse>");
  }

  @Test
  void shouldWriteGatewayError() {
    // given
    Reply reply = new Reply.GatewayError(new RpcError(400, "Bad.Code", "a & <b>"));
    String recommend = "https://api.aliyun.com/troubleshoot?q=Bad.Code&product=Iot&requestId=ID";

    // then
    assertThat(ReplyFormat.JSON.write("ID", "QueryOTAJob", reply).toString(UTF_8))
        .isEqualTo(
            "{\"RequestId\":\"ID\",\"HostId\":\"iot.cn-shanghai.aliyuncs.com\","
                + "\"Code\":\"Bad.Code\",\"Message\":\"a & <b>\",\"Recommend\":\""
                + recommend
                + "\"}");
    assertThat(ReplyFormat.XML.write("ID", "QueryOTAJob", reply).toString(UTF_8))
        .isEqualTo(
            XML_START
                + "<Error><RequestId>ID</RequestId><HostId>iot.cn-shanghai.aliyuncs.com</HostId>"
                + "<Code>Bad.Code</Code><Message>a &amp; &lt;b&gt;</Message><Recommend><![CDATA["
                + recommend
                + "]]></Recommend></Error>");
  }

  private static void assertWritten(JobField field, FieldValue value, String json, String xml) {
    String name = field.apiName();
    assertThat(json(field, value))
        .isEqualTo("{\"Data\":{\"" + name + "\":" + json + "}" + JSON_END);
    assertThat(xml(field, value))
        .isEqualTo(
            XML_START + "<QueryOTAJobResponse><Data>" + element(name, xml) + "</Data>" + XML_END);
  }

  private static String element(String name, String content) {
    return "<" + name + ">" + content + "</" + name + ">";
  }

  private static String json(JobField field, FieldValue value) {
    return ReplyFormat.JSON.write("ID", "QueryOTAJob", job(field, value)).toString(UTF_8);
  }

  private static String xml(JobField field, FieldValue value) {
    return ReplyFormat.XML.write("ID", "QueryOTAJob", job(field, value)).toString(UTF_8);
  }

  private static Reply job(JobField field, FieldValue value) {
    return reply(SampleJobs.view(field, value));
  }

  /** The reply of a job, whatever its revision. */
  static Reply reply(JobView view) {
    return new Reply.Job(view, Revision.at(3, 42), Optional.empty());
  }
}
