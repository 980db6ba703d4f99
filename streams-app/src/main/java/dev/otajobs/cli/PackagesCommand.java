package dev.otajobs.cli;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.otajobs.client.Token;
import dev.otajobs.codec.FirmwareReader;
import dev.otajobs.config.AppConfig;
import dev.otajobs.events.OtaPackage;
import dev.otajobs.eventserde.EventSerdes;
import dev.otajobs.firmware.Firmware;
import dev.otajobs.firmware.FirmwareKey;
import dev.otajobs.topics.KafkaClients;
import java.io.IOException;
import java.time.Instant;
import java.util.List;
import java.util.concurrent.Callable;
import java.util.concurrent.CompletableFuture;
import org.apache.kafka.clients.producer.KafkaProducer;
import org.apache.kafka.clients.producer.Producer;
import org.apache.kafka.clients.producer.ProducerRecord;
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

  @Mixin private ConfigOption config;

  @Parameters(
      paramLabel = "FILE",
      arity = "0..*",
      defaultValue = "-",
      description =
          "JSON lines, one package a line; several files are written in turn; - is stdin.")
  private List<String> files;

  @Spec private CommandSpec spec;

  @Override
  public Integer call() throws IOException, InterruptedException {
    AppConfig settings = config.load();
    String topic = settings.topics().packages();
    try (Producer<String, OtaPackage> producer =
        new KafkaProducer<>(
            KafkaClients.producer(settings.kafka()),
            new StringSerializer(),
            EventSerdes.serializer(settings.serde(), OtaPackage.class))) {
      return new JsonLines(spec.commandLine(), line -> send(producer, topic, firmware(line)))
          .write(files);
    }
  }

  private static JsonLines.Sent send(
      Producer<String, OtaPackage> producer, String topic, Firmware firmware) {
    CompletableFuture<Token> place = new CompletableFuture<>();
    String key = firmware.key().text();
    var unused =
        producer.send(
            new ProducerRecord<>(topic, key, firmware.record()),
            (written, failure) -> {
              if (failure == null) {
                place.complete(Token.at(written.partition(), written.offset()));
              } else {
                place.completeExceptionally(failure);
              }
            });
    return new JsonLines.Sent(key, place);
  }

  /**
   * The package of a line.
   *
   * @throws IllegalArgumentException with what is wrong
   */
  static Firmware firmware(JsonNode line) {
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
}
