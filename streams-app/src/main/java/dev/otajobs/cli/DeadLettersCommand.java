package dev.otajobs.cli;

import dev.otajobs.config.AppConfig;
import dev.otajobs.ingest.DeadLetter;
import dev.otajobs.topics.KafkaAdmin;
import dev.otajobs.topics.TopicException;
import java.io.PrintWriter;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.concurrent.Callable;
import org.apache.kafka.clients.consumer.Consumer;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.apache.kafka.clients.consumer.KafkaConsumer;
import org.apache.kafka.common.TopicPartition;
import org.apache.kafka.common.header.Header;
import org.apache.kafka.common.header.Headers;
import org.apache.kafka.common.serialization.ByteArrayDeserializer;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.Spec;

/** Shows the dead letters, from the first on. */
@Command(
    name = "dead-letters",
    description = "Shows what could not be folded, with the reason, and follows what comes.",
    mixinStandardHelpOptions = true)
@SuppressWarnings("NullAway.Init") // picocli fills the fields
public final class DeadLettersCommand implements Callable<Integer> {

  private static final Duration POLL = Duration.ofMillis(500);

  @Mixin private ConfigOption config;

  @Option(names = "--once", description = "End at the last one instead of following.")
  private boolean once;

  @Spec private CommandSpec spec;

  @Override
  public Integer call() {
    AppConfig settings = config.load();
    try (Consumer<byte[], byte[]> consumer =
        new KafkaConsumer<>(
            KafkaAdmin.consumer(settings.kafka()),
            new ByteArrayDeserializer(),
            new ByteArrayDeserializer())) {
      List<TopicPartition> partitions =
          consumer.partitionsFor(settings.topics().deadLetters()).stream()
              .map(info -> new TopicPartition(info.topic(), info.partition()))
              .toList();
      if (partitions.isEmpty()) {
        throw new TopicException(
            settings.topics().deadLetters() + " does not exist; create it with 'topics'");
      }
      consumer.assign(partitions);
      Map<TopicPartition, Long> ends = consumer.endOffsets(partitions);
      consumer.seekToBeginning(partitions);
      PrintWriter out = spec.commandLine().getOut();
      while (!once || isBehind(consumer, ends)) {
        consumer.poll(POLL).forEach(letter -> out.println(line(letter)));
        out.flush();
      }
    }
    return 0;
  }

  private static boolean isBehind(
      Consumer<byte[], byte[]> consumer, Map<TopicPartition, Long> ends) {
    return ends.entrySet().stream()
        .anyMatch(end -> consumer.position(end.getKey()) < end.getValue());
  }

  private static String line(ConsumerRecord<byte[], byte[]> letter) {
    Headers headers = letter.headers();
    return "%s-%s key=%s bytes=%s reason=%s: %s"
        .formatted(
            header(headers, DeadLetter.PARTITION),
            header(headers, DeadLetter.OFFSET),
            text(letter.key()),
            letter.value() == null ? "none" : Integer.toString(letter.value().length),
            header(headers, DeadLetter.REASON),
            header(headers, DeadLetter.MESSAGE));
  }

  private static String header(Headers headers, String name) {
    Header header = headers.lastHeader(name);
    return header == null ? "?" : text(header.value());
  }

  /** Control characters of a bad record would write on the reader's terminal. */
  private static String text(byte @Nullable [] bytes) {
    return bytes == null
        ? "none"
        : new String(bytes, StandardCharsets.UTF_8).replaceAll("\\p{Cntrl}", "?");
  }
}
