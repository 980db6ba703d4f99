package dev.otajobs.benchmarks.load.ceiling;

import dev.otajobs.config.AppConfig;
import dev.otajobs.events.OtaJobEvent;
import dev.otajobs.eventserde.EventSerdes;
import dev.otajobs.testkit.machine.CpuTime;
import dev.otajobs.topics.KafkaClients;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Properties;
import java.util.TreeMap;
import org.apache.kafka.clients.consumer.Consumer;
import org.apache.kafka.clients.consumer.ConsumerConfig;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.apache.kafka.clients.consumer.ConsumerRecords;
import org.apache.kafka.clients.consumer.KafkaConsumer;
import org.apache.kafka.common.TopicPartition;
import org.apache.kafka.common.serialization.ByteArrayDeserializer;
import org.apache.kafka.common.serialization.Deserializer;

/**
 * One thread that polls a topic and decodes each event, with the service's consumer settings and
 * its deserializer, and does nothing with them. Prints {@code events nanoseconds} and, where CPU is
 * told, the nanoseconds of CPU of the work, of the collector and of the compilers.
 */
public final class DecodeOnly {

  private static final Duration POLL = Duration.ofMillis(100);

  private DecodeOnly() {}

  /**
   * Reads so many events.
   *
   * @param args settings of an instance; how many events at most; for how many seconds at most
   */
  public static void main(String[] args) throws Exception {
    AppConfig config = config(Path.of(args[0]));
    long events = Long.parseLong(args[1]);
    Duration atMost = Duration.ofSeconds(Long.parseLong(args[2]));
    Deserializer<OtaJobEvent> deserializer = EventSerdes.deserializer(config.serde());
    String topic = config.topics().events();
    try (Consumer<byte[], byte[]> consumer = consumer(config)) {
      List<TopicPartition> partitions =
          consumer.partitionsFor(topic).stream()
              .map(info -> new TopicPartition(topic, info.partition()))
              .toList();
      consumer.assign(partitions);
      consumer.seekToBeginning(partitions);
      long start = 0;
      Optional<CpuTime> before = Optional.empty();
      long count = 0;
      while (count < events && (start == 0 || System.nanoTime() - start < atMost.toNanos())) {
        ConsumerRecords<byte[], byte[]> records = consumer.poll(POLL);
        // As with the service, the clock runs from the first event on.
        if (start == 0 && !records.isEmpty()) {
          start = System.nanoTime();
          before = cpu();
        }
        for (ConsumerRecord<byte[], byte[]> record : records) {
          count +=
              deserializer.deserialize(topic, record.headers(), record.value()) == null ? 0 : 1;
        }
      }
      System.out.printf("%d %d", count, System.nanoTime() - start);
      Optional<CpuTime> after = cpu();
      before
          .flatMap(first -> after.map(last -> last.since(first)))
          .ifPresent(
              cpu -> System.out.printf(" %d %d %d", cpu.work(), cpu.collector(), cpu.compilers()));
      System.out.println();
    }
  }

  private static Optional<CpuTime> cpu() {
    return CpuTime.of(List.of(ProcessHandle.current().pid()));
  }

  private static Consumer<byte[], byte[]> consumer(AppConfig config) {
    Map<String, Object> settings = KafkaClients.consumer(config.kafka());
    settings.put(ConsumerConfig.ENABLE_AUTO_COMMIT_CONFIG, false);
    // Kafka Streams' own default.
    settings.put(ConsumerConfig.MAX_POLL_RECORDS_CONFIG, 1_000);
    ByteArrayDeserializer asIs = new ByteArrayDeserializer();
    return new KafkaConsumer<>(settings, asIs, asIs);
  }

  private static AppConfig config(Path file) throws Exception {
    Properties properties = new Properties();
    try (var in = Files.newBufferedReader(file)) {
      properties.load(in);
    }
    Map<String, String> settings = new TreeMap<>();
    properties.forEach((key, value) -> settings.put((String) key, (String) value));
    return AppConfig.of(settings);
  }
}
