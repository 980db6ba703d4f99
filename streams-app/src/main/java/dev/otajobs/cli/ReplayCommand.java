package dev.otajobs.cli;

import static dev.otajobs.cli.DeadLetterTopic.header;

import dev.otajobs.config.AppConfig;
import dev.otajobs.ingest.DeadLetter;
import dev.otajobs.ingest.RejectReason;
import dev.otajobs.topics.KafkaClients;
import java.io.PrintWriter;
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
import org.apache.kafka.common.header.Header;
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
    PrintWriter err = spec.commandLine().getErr();
    // Under at-least-once a dead letter can be there twice.
    Set<String> seen = new HashSet<>();
    boolean failed = false;
    try (DeadLetterTopic letters = DeadLetterTopic.open(settings);
        Producer<byte[], byte[]> producer =
            new KafkaProducer<>(KafkaClients.producer(settings.kafka()), asIs, asIs)) {
      while (letters.isBehind()) {
        for (ConsumerRecord<byte[], byte[]> letter : letters.poll()) {
          if (which.has(letter) && seen.add(place(letter))) {
            try {
              out.println(replay(producer, settings.topics().events(), letter));
            } catch (ExecutionException e) {
              failed = true;
              err.println("ota-jobs: " + place(letter) + ": " + e.getCause());
            }
          }
        }
      }
    }
    List<String> missing = which.places.stream().filter(place -> !seen.contains(place)).toList();
    if (!missing.isEmpty()) {
      err.println("ota-jobs: there are no dead letters of " + missing);
    }
    return failed || !missing.isEmpty() ? 1 : 0;
  }

  private static String replay(
      Producer<byte[], byte[]> producer, String topic, ConsumerRecord<byte[], byte[]> letter)
      throws InterruptedException, ExecutionException {
    if (letter.headers().lastHeader(DeadLetter.OMITTED) != null) {
      throw new ExecutionException(
          new IllegalArgumentException("is too large to be kept: read it at its place"));
    }
    ProducerRecord<byte[], byte[]> again =
        new ProducerRecord<>(topic, letter.key(), letter.value());
    for (Header header : letter.headers()) {
      if (!header.key().startsWith("__streams.errors.") && !header.key().startsWith("ota.")) {
        again.headers().add(header);
      }
    }
    RecordMetadata ack = producer.send(again).get();
    return place(letter) + " again at " + ack.partition() + "-" + ack.offset();
  }

  private static String place(ConsumerRecord<byte[], byte[]> letter) {
    return header(letter, DeadLetter.PARTITION) + "-" + header(letter, DeadLetter.OFFSET);
  }
}
