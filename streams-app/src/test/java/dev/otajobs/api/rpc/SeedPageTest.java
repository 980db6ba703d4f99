package dev.otajobs.api.rpc;

import static java.util.Objects.requireNonNull;
import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.otajobs.api.SampleJobs;
import dev.otajobs.api.Xml;
import dev.otajobs.job.JobView;
import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import org.junit.jupiter.api.Test;
import org.w3c.dom.Element;

/**
 * The example replies of the QueryOTAJob page, verbatim. They show UtcEndTime on a running job,
 * against the page's own rule that only finished jobs have it.
 */
class SeedPageTest {

  private static final String REQUEST_ID = "30F1BB8D-EDBF-44FD-BBC0-BE97DEA73991";
  private static final JobView RUNNING = SampleJobs.view(SampleJobs.SEED, "jobs.jsonl");
  private static final JobView FINISHED =
      SampleJobs.view(SampleJobs.SEED, "jobs.jsonl", "seed-page-finish.jsonl");

  @Test
  void shouldWriteThePagesJson() throws IOException {
    // given
    ObjectNode expected = example();
    expected.withObject("Data").remove("UtcEndTime");

    // then
    assertThat(json(RUNNING)).isEqualTo(expected);
  }

  @Test
  void shouldWriteThePagesJsonOnceFinished() throws IOException {
    // given
    ObjectNode expected = example();
    expected
        .withObject("Data")
        .put("JobStatus", "COMPLETED")
        .put("UtcModified", "2019-12-29T02:43:10.000Z");

    // then
    assertThat(expected.at("/Data/UtcEndTime").asText()).isEqualTo("2019-12-29T02:43:10.000Z");
    assertThat(json(FINISHED)).isEqualTo(expected);
  }

  @Test
  void shouldWriteThePagesXml() throws IOException {
    // given
    Element expected = Xml.parse(resource("seed-page-example.xml"));
    Element end = (Element) expected.getElementsByTagName("UtcEndTime").item(0);
    end.getParentNode().removeChild(end);

    // when
    Element written = xml(RUNNING);

    // then
    assertThat(written.getTagName()).isEqualTo(expected.getTagName());
    assertThat(Xml.canonical(written)).isEqualTo(Xml.canonical(expected));
  }

  @Test
  void shouldWriteThePagesXmlOnceFinished() throws IOException {
    // given
    Element expected =
        Xml.parse(
            resource("seed-page-example.xml")
                .replace("IN_PROGRESS", "COMPLETED")
                .replace(
                    "<UtcModified>2019-12-28T02:43:10.000Z",
                    "<UtcModified>2019-12-29T02:43:10.000Z"));

    // then
    assertThat(Xml.canonical(xml(FINISHED))).isEqualTo(Xml.canonical(expected));
  }

  private static JsonNode json(JobView view) throws IOException {
    return new ObjectMapper()
        .readTree(
            ReplyFormat.JSON
                .write(REQUEST_ID, "QueryOTAJob", ReplyWriterTest.reply(view))
                .getBytes());
  }

  private static Element xml(JobView view) {
    return Xml.parse(
        ReplyFormat.XML
            .write(REQUEST_ID, "QueryOTAJob", ReplyWriterTest.reply(view))
            .toString(StandardCharsets.UTF_8));
  }

  private static ObjectNode example() throws IOException {
    return (ObjectNode) new ObjectMapper().readTree(resource("seed-page-example.json"));
  }

  private static String resource(String name) throws IOException {
    try (InputStream in = requireNonNull(SeedPageTest.class.getResourceAsStream(name))) {
      return new String(in.readAllBytes(), StandardCharsets.UTF_8);
    }
  }
}
