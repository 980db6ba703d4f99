package dev.otajobs.cli;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.BooleanNode;
import dev.otajobs.client.OtaJobProducer;
import dev.otajobs.config.AppConfig;
import dev.otajobs.events.OtaJobEvent;
import dev.otajobs.eventserde.EventJson;
import dev.otajobs.eventserde.EventSerdes;
import dev.otajobs.topics.KafkaClients;
import java.io.IOException;
import java.util.List;
import java.util.concurrent.Callable;
import org.apache.kafka.clients.producer.KafkaProducer;
import org.apache.kafka.common.serialization.StringSerializer;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Parameters;
import picocli.CommandLine.Spec;

/** Writes events from JSON lines to the events topic, through the real serializer. */
@Command(
    name = "produce",
    description = {
      "Writes events from JSON lines, such as:",
      "  {\"jobId\":\"j1\",\"accountId\":\"100000000000001\",\"change\":{\"started\":{}}}",
      "A line {\"jobId\":\"j1\",\"erase\":true} erases the job."
    },
    mixinStandardHelpOptions = true)
@SuppressWarnings("NullAway.Init") // picocli fills the fields
public final class ProduceCommand implements Callable<Integer> {

  @Mixin private ConfigOption config;

  @Parameters(
      paramLabel = "FILE",
      arity = "0..*",
      defaultValue = "-",
      description = "JSON lines, one event a line; several files are written in turn; - is stdin.")
  private List<String> files;

  @Spec private CommandSpec spec;

  private final EventJson events = new EventJson();

  @Override
  public Integer call() throws IOException, InterruptedException {
    AppConfig settings = config.load();
    try (OtaJobProducer producer =
        new OtaJobProducer(
            new KafkaProducer<>(
                KafkaClients.producer(settings.kafka()),
                new StringSerializer(),
                EventSerdes.serializer(settings.serde())),
            settings.topics().events())) {
      return new JsonLines(spec.commandLine(), line -> send(producer, line)).write(files);
    }
  }

  private JsonLines.Sent send(OtaJobProducer producer, JsonNode line) {
    if (line.has("erase")) {
      String jobId = erased(line);
      return new JsonLines.Sent(jobId, producer.erase(jobId));
    }
    OtaJobEvent event = events.read(line);
    return new JsonLines.Sent(event.getJobId(), producer.send(event));
  }

  private static String erased(JsonNode line) {
    String jobId = line.path("jobId").asText();
    if (!line.path("jobId").isTextual() || jobId.isEmpty()) {
      throw new IllegalArgumentException("jobId is missing");
    }
    if (line.size() != 2 || !line.path("erase").equals(BooleanNode.TRUE)) {
      throw new IllegalArgumentException(
          "a line that erases a job has jobId, \"erase\": true and nothing else");
    }
    return jobId;
  }
}
