package dev.otajobs.cli;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import dev.otajobs.config.AppConfig;
import dev.otajobs.events.OtaJobEvent;
import dev.otajobs.eventserde.EventSerdes;
import dev.otajobs.topics.KafkaAdmin;
import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStreamReader;
import java.io.PrintWriter;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.concurrent.Callable;
import java.util.concurrent.ExecutionException;
import org.apache.kafka.clients.producer.KafkaProducer;
import org.apache.kafka.clients.producer.Producer;
import org.apache.kafka.clients.producer.ProducerRecord;
import org.apache.kafka.clients.producer.RecordMetadata;
import org.apache.kafka.common.serialization.StringSerializer;
import org.jspecify.annotations.Nullable;
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

  @Parameters(paramLabel = "FILE", defaultValue = "-", description = "JSON lines; - reads stdin.")
  private String file;

  @Spec private CommandSpec spec;

  private final ObjectMapper json = new ObjectMapper();
  private final EventJson events = new EventJson();

  @Override
  public Integer call() throws IOException, InterruptedException {
    AppConfig settings = config.load();
    try (BufferedReader lines = open();
        Producer<String, @Nullable OtaJobEvent> producer =
            new KafkaProducer<>(
                KafkaAdmin.producer(settings.kafka()),
                new StringSerializer(),
                EventSerdes.serializer(settings.serde()))) {
      return produce(lines, producer, settings.topics().events());
    }
  }

  private int produce(
      BufferedReader lines, Producer<String, @Nullable OtaJobEvent> producer, String topic)
      throws IOException, InterruptedException {
    PrintWriter out = spec.commandLine().getOut();
    int number = 0;
    for (String line = lines.readLine(); line != null; line = lines.readLine()) {
      number++;
      if (line.isBlank() || line.startsWith("#")) {
        continue;
      }
      try {
        ProducerRecord<String, @Nullable OtaJobEvent> record = record(topic, json.readTree(line));
        RecordMetadata ack = producer.send(record).get();
        out.println(record.key() + " at " + ack.partition() + "-" + ack.offset());
      } catch (JsonProcessingException e) {
        return failed(number, "is not JSON: " + e.getOriginalMessage());
      } catch (IllegalArgumentException e) {
        return failed(number, String.valueOf(e.getMessage()));
      } catch (ExecutionException e) {
        return failed(number, "was not taken by the broker: " + e.getCause());
      }
    }
    return 0;
  }

  private ProducerRecord<String, @Nullable OtaJobEvent> record(String topic, JsonNode line) {
    if (line.path("erase").asBoolean()) {
      if (!line.path("jobId").isTextual() || line.path("jobId").asText().isEmpty()) {
        throw new IllegalArgumentException("jobId is missing");
      }
      return new ProducerRecord<>(topic, line.path("jobId").asText(), null);
    }
    OtaJobEvent event = events.read(line);
    return new ProducerRecord<>(topic, event.getJobId(), event);
  }

  private int failed(int line, String problem) {
    spec.commandLine().getErr().println("ota-jobs: " + file + " line " + line + ": " + problem);
    return 1;
  }

  private BufferedReader open() throws IOException {
    return file.equals("-")
        ? new BufferedReader(new InputStreamReader(System.in, StandardCharsets.UTF_8))
        : Files.newBufferedReader(Path.of(file), StandardCharsets.UTF_8);
  }
}
