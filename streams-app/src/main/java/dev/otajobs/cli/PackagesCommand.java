package dev.otajobs.cli;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.otajobs.codec.FirmwareReader;
import dev.otajobs.config.AppConfig;
import dev.otajobs.events.OtaPackage;
import dev.otajobs.eventserde.EventSerdes;
import dev.otajobs.firmware.Firmware;
import dev.otajobs.firmware.FirmwareKey;
import dev.otajobs.topics.KafkaClients;
import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStreamReader;
import java.io.PrintWriter;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Instant;
import java.util.concurrent.Callable;
import java.util.concurrent.ExecutionException;
import org.apache.kafka.clients.producer.KafkaProducer;
import org.apache.kafka.clients.producer.Producer;
import org.apache.kafka.clients.producer.ProducerRecord;
import org.apache.kafka.clients.producer.RecordMetadata;
import org.apache.kafka.common.serialization.StringSerializer;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Parameters;
import picocli.CommandLine.Spec;

/** Writes packages from JSON lines to the topic of packages. */
@Command(
    name = "packages",
    description = {
      "Writes update packages from JSON lines, such as:",
      "  {\"AccountId\":\"100000000000001\",\"FirmwareId\":\"fw-1\",\"ProductKey\":\"p1\",",
      "   \"FirmwareName\":\"gateway\",\"DestVersion\":\"2.0\",\"Status\":1,",
      "   \"FirmwareUrl\":\"https://example.org/fw-1.bin\",\"FirmwareSize\":924}",
      "The members are those of the reply to QueryOTAFirmware."
    },
    mixinStandardHelpOptions = true)
@SuppressWarnings("NullAway.Init") // picocli fills the fields
public final class PackagesCommand implements Callable<Integer> {

  private static final ObjectMapper JSON = new ObjectMapper();

  @Mixin private ConfigOption config;

  @Parameters(paramLabel = "FILE", defaultValue = "-", description = "JSON lines; - reads stdin.")
  private String file;

  @Spec private CommandSpec spec;

  @Override
  public Integer call() throws IOException, InterruptedException {
    AppConfig settings = config.load();
    try (BufferedReader lines = open();
        Producer<String, OtaPackage> producer =
            new KafkaProducer<>(
                KafkaClients.producer(settings.kafka()),
                new StringSerializer(),
                EventSerdes.serializer(settings.serde(), OtaPackage.class))) {
      return write(lines, producer, settings.topics().packages());
    }
  }

  private int write(BufferedReader lines, Producer<String, OtaPackage> producer, String topic)
      throws IOException, InterruptedException {
    PrintWriter out = spec.commandLine().getOut();
    int number = 0;
    for (String line = lines.readLine(); line != null; line = lines.readLine()) {
      number++;
      if (line.isBlank() || line.startsWith("#")) {
        continue;
      }
      try {
        Firmware firmware = firmware(line);
        RecordMetadata ack =
            producer
                .send(new ProducerRecord<>(topic, firmware.key().text(), firmware.record()))
                .get();
        out.println(firmware.key().text() + " at " + ack.partition() + "-" + ack.offset());
      } catch (IllegalArgumentException e) {
        return failed(number, String.valueOf(e.getMessage()));
      } catch (ExecutionException e) {
        return failed(number, "was not taken by the broker: " + e.getCause());
      }
    }
    return 0;
  }

  /**
   * The package of a line.
   *
   * @throws IllegalArgumentException with what is wrong
   */
  static Firmware firmware(String line) {
    try {
      return firmware(JSON.readTree(line));
    } catch (JsonProcessingException e) {
      throw new IllegalArgumentException("is not JSON: " + e.getOriginalMessage(), e);
    }
  }

  private static Firmware firmware(JsonNode line) {
    if (!line.isObject()) {
      throw new IllegalArgumentException("a package must be a JSON object");
    }
    ObjectNode members = ((ObjectNode) line).deepCopy();
    FirmwareKey key = new FirmwareKey(text(members, "FirmwareId"), text(members, "AccountId"));
    members.remove("AccountId");
    Instant now = Instant.ofEpochMilli(System.currentTimeMillis());
    return FirmwareReader.read(key, members, now, now);
  }

  private static String text(ObjectNode members, String name) {
    if (!members.path(name).isTextual()) {
      throw new IllegalArgumentException(name + " is missing");
    }
    return members.path(name).textValue();
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
