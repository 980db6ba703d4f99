package dev.otajobs.projection;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.tuple;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.nio.file.Path;
import java.util.Properties;
import org.apache.kafka.common.serialization.Serde;
import org.apache.kafka.common.serialization.Serdes;
import org.apache.kafka.common.serialization.StringDeserializer;
import org.apache.kafka.common.serialization.StringSerializer;
import org.apache.kafka.streams.StreamsBuilder;
import org.apache.kafka.streams.StreamsConfig;
import org.apache.kafka.streams.TestInputTopic;
import org.apache.kafka.streams.TestOutputTopic;
import org.apache.kafka.streams.Topology;
import org.apache.kafka.streams.TopologyTestDriver;
import org.apache.kafka.streams.kstream.Consumed;
import org.apache.kafka.streams.kstream.KTable;
import org.apache.kafka.streams.kstream.Materialized;
import org.apache.kafka.streams.kstream.Named;
import org.apache.kafka.streams.kstream.Produced;
import org.apache.kafka.streams.kstream.TableJoined;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/**
 * What another team does with the views topic: reads it as a table, and joins it to a table of
 * theirs. The topology is the example of docs/contract.md.
 */
class ViewsForOtherTeamsTest {

  private static final ObjectMapper JSON = new ObjectMapper();

  @TempDir private Path stateDir;

  private TopologyTestDriver driver;
  private TestInputTopic<String, String> views;
  private TestInputTopic<String, String> firmware;
  private TestOutputTopic<String, String> rollouts;

  static Topology rollouts() {
    Serde<String> text = Serdes.String();
    StreamsBuilder builder = new StreamsBuilder();
    KTable<String, String> jobs = builder.table("ota-job-views", Consumed.with(text, text));
    KTable<String, String> owners = builder.table("firmware-owners", Consumed.with(text, text));
    jobs.join(
            owners,
            view -> field(view, "FirmwareId"),
            (view, owner) -> owner + " " + field(view, "JobStatus"),
            TableJoined.as("firmware-of-job"),
            Materialized.with(text, text))
        .toStream(Named.as("changes"))
        .to("rollouts", Produced.with(text, text));
    return builder.build();
  }

  private static String field(String view, String name) {
    try {
      JsonNode fields = JSON.readTree(view);
      return fields.path(name).asText();
    } catch (JsonProcessingException e) {
      throw new IllegalArgumentException("not a view: " + view, e);
    }
  }

  @BeforeEach
  void start() {
    Properties settings = new Properties();
    settings.put(StreamsConfig.APPLICATION_ID_CONFIG, "another-team");
    settings.put(StreamsConfig.STATE_DIR_CONFIG, stateDir.toString());
    driver = new TopologyTestDriver(rollouts(), settings);
    StringSerializer text = new StringSerializer();
    views = driver.createInputTopic("ota-job-views", text, text);
    firmware = driver.createInputTopic("firmware-owners", text, text);
    rollouts =
        driver.createOutputTopic("rollouts", new StringDeserializer(), new StringDeserializer());
  }

  @AfterEach
  void stop() {
    driver.close();
  }

  @Test
  void shouldJoinTheViewsToATableOfTheirs() {
    // given
    firmware.pipeInput("fw-1", "team-gateway");

    // when
    views.pipeInput("job-1/100", view("PLANNED"));
    views.pipeInput("job-1/100", view("COMPLETED"));
    views.pipeInput("job-1/100", (String) null);

    // then
    assertThat(rollouts.readKeyValuesToList())
        .extracting(change -> change.key, change -> change.value)
        .containsExactly(
            tuple("job-1/100", "team-gateway PLANNED"),
            tuple("job-1/100", "team-gateway COMPLETED"),
            tuple("job-1/100", null));
  }

  private static String view(String status) {
    return "{\"AccountId\":\"100\",\"FirmwareId\":\"fw-1\",\"JobStatus\":\"" + status + "\"}";
  }
}
