package dev.otajobs.cli;

import static dev.otajobs.cli.DeadLetterTopic.header;

import dev.otajobs.config.AppConfig;
import dev.otajobs.ingest.DeadLetter;
import dev.otajobs.ingest.RejectReason;
import dev.otajobs.topics.KafkaAdmin;
import java.io.PrintWriter;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import java.util.concurrent.Callable;
import java.util.concurrent.ExecutionException;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.apache.kafka.clients.producer.KafkaProducer;
import org.apache.kafka.clients.producer.Producer;
import org.apache.kafka.clients.producer.ProducerRecord;
import org.apache.kafka.clients.producer.RecordMetadata;
import org.apache.kafka.common.serialization.ByteArraySerializer;
import picocli.CommandLine.ArgGroup;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.Spec;

/**
 * Writes dead letters to the events topic once more, byte for byte: after what made them so was
 * mended, such as a schema that the registry did not have.
 */
@Command(
    name = "replay",
    description = "Writes dead letters to the events topic once more, byte for byte.",
    mixinStandardHelpOptions = true)
@SuppressWarnings("NullAway.Init") // picocli fills the fields
public final class ReplayCommand implements Callable<Integer> {

  @Mixin private ConfigOption config;

  @ArgGroup(multiplicity = "1")
  private Which which;

  @Spec private CommandSpec spec;

  private static final class Which {

    @Option(
        names = "--at",
        split = ",",
        paramLabel = "P-O",
        description = "Those that dead-letters shows with these places in the events topic.")
    private List<String> places = List.of();

    @Option(names = "--reason", description = "All of this reason: ${COMPLETION-CANDIDATES}.")
    private RejectReason reason;

    boolean has(ConsumerRecord<byte[], byte[]> letter) {
      return places.contains(place(letter))
          || (reason != null && header(letter, DeadLetter.REASON).equals(reason.name()));
    }
  }

  @Override
  public Integer call() throws InterruptedException {
    AppConfig settings = config.load();
    ByteArraySerializer asIs = new ByteArraySerializer();
    PrintWriter out = spec.commandLine().getOut();
    Set<String> seen = new HashSet<>();
    try (Producer<byte[], byte[]> producer =
        new KafkaProducer<>(KafkaAdmin.producer(settings.kafka()), asIs, asIs)) {
      for (ConsumerRecord<byte[], byte[]> letter : chosen(settings)) {
        // Under at-least-once a dead letter can be there twice.
        if (seen.add(place(letter))) {
          out.println(replay(producer, settings.topics().events(), letter));
        }
      }
    }
    List<String> missing = which.places.stream().filter(place -> !seen.contains(place)).toList();
    if (!missing.isEmpty()) {
      spec.commandLine().getErr().println("ota-jobs: there are no dead letters of " + missing);
    }
    return missing.isEmpty() ? 0 : 1;
  }

  private List<ConsumerRecord<byte[], byte[]>> chosen(AppConfig settings) {
    List<ConsumerRecord<byte[], byte[]>> chosen = new ArrayList<>();
    try (DeadLetterTopic letters = DeadLetterTopic.open(settings)) {
      while (letters.isBehind()) {
        for (ConsumerRecord<byte[], byte[]> letter : letters.poll()) {
          if (which.has(letter)) {
            chosen.add(letter);
          }
        }
      }
    }
    return chosen;
  }

  private static String replay(
      Producer<byte[], byte[]> producer, String topic, ConsumerRecord<byte[], byte[]> letter)
      throws InterruptedException {
    if (letter.headers().lastHeader(DeadLetter.OMITTED) != null) {
      return place(letter) + " is too large to be kept: read it at its place";
    }
    try {
      RecordMetadata ack =
          producer.send(new ProducerRecord<>(topic, letter.key(), letter.value())).get();
      return place(letter) + " again at " + ack.partition() + "-" + ack.offset();
    } catch (ExecutionException e) {
      return place(letter) + " was not taken by the broker: " + e.getCause();
    }
  }

  private static String place(ConsumerRecord<byte[], byte[]> letter) {
    return header(letter, DeadLetter.PARTITION) + "-" + header(letter, DeadLetter.OFFSET);
  }
}
