package dev.otajobs.faults.attacks;

import dev.otajobs.faults.report.RowResult;
import dev.otajobs.local.Await;
import dev.otajobs.testkit.events.Events;
import dev.otajobs.testkit.service.EventProducer;
import java.io.IOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionException;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import org.apache.kafka.clients.producer.ProducerConfig;
import org.apache.kafka.clients.producer.ProducerRecord;
import org.apache.kafka.clients.producer.RecordMetadata;
import org.apache.kafka.common.errors.RecordTooLargeException;

/** By who may write to a topic of events, or register a schema. */
final class ProducerAttacks {

  private static final Duration PATIENCE = Duration.ofSeconds(90);
  private static final String DEAD_LETTERS = "ota_events_dead_letters_total";
  private static final int MEBIBYTE = 1 << 20;

  private ProducerAttacks() {}

  /** Zeros that compress to a few kilobytes. */
  static void bomb(Target target, RowResult result) {
    Target.Usual usual = target.usual();
    byte[] zeros = new byte[(target.full() ? 200 : 64) * MEBIBYTE];
    try (EventProducer producer =
        new EventProducer(
            target.first().settings(),
            Map.of(
                ProducerConfig.COMPRESSION_TYPE_CONFIG,
                "zstd",
                ProducerConfig.MAX_REQUEST_SIZE_CONFIG,
                1 << 30,
                ProducerConfig.BUFFER_MEMORY_CONFIG,
                512L * MEBIBYTE))) {
      for (String topic : List.of("topics.events", "topics.misplaced")) {
        String name = target.first().settings().get(topic);
        CompletableFuture<RecordMetadata> sent =
            producer.send(new ProducerRecord<>(name, bytes("bomb"), zeros));
        String outcome = outcome(sent);
        result.figure(topic, outcome);
        result.require(
            outcome.equals(RecordTooLargeException.class.getSimpleName()),
            "the brokers took it: " + topic);
      }
    }
    target.requireVisible(result, Set.of());
    usual.judge(result);
  }

  private static String outcome(CompletableFuture<RecordMetadata> sent) {
    try {
      return "written at offset " + sent.join().offset();
    } catch (CompletionException e) {
      return String.valueOf(e.getCause()).replaceAll(":.*", "").replaceAll(".*\\.", "");
    }
  }

  /** As large as the topic takes, more of them than a heap holds. */
  static void largeRecords(Target target, RowResult result) {
    Target.Usual usual = target.usual();
    double before = deadLetters(target);
    int count = target.full() ? 2_000 : 200;
    List<CompletableFuture<?>> sent = new ArrayList<>();
    for (int i = 0; i < count; i++) {
      sent.add(poison(target, bytes("large-" + i), new byte[MEBIBYTE - 1024]));
      // As large as one that is not cut.
      sent.add(poison(target, bytes("whole-" + i), new byte[64 * 1024]));
    }
    sent.forEach(CompletableFuture::join);
    requireDeadLetters(target, result, before, 2 * count);
    usual.judge(result);
  }

  /** To decode them takes the stream's time and memory, for as many as there are. */
  static void manyHeaders(Target target, RowResult result) {
    Target.Usual usual = target.usual();
    double before = deadLetters(target);
    int count = target.full() ? 200 : 20;
    List<CompletableFuture<?>> sent = new ArrayList<>();
    for (int i = 0; i < count; i++) {
      sent.add(headers(target, "headers-" + i));
    }
    sent.forEach(CompletableFuture::join);
    target.requireVisible(result, Set.of());
    requireDeadLetters(target, result, before, count);
    usual.judge(result);
  }

  /** Each takes two bytes on the wire, and an object in memory. */
  private static CompletableFuture<?> headers(Target target, String key) {
    ProducerRecord<byte[], byte[]> record =
        new ProducerRecord<>(
            target.first().settings().get("topics.events"),
            target.rig().partitioning().owner(key),
            bytes(key),
            new byte[] {1});
    for (int i = 0; i < 100_000; i++) {
      record.headers().add("", null);
    }
    return target.rig().sender().sendPoison(record, "attack");
  }

  /** A union whose resolution costs the square of its branches, and the shortest records of it. */
  static void hostileSchema(Target target, RowResult result) throws Exception {
    Target.Usual usual = target.usual();
    String union =
        IntStream.range(0, 2_000)
            .mapToObj(i -> "{\"type\":\"record\",\"name\":\"B" + i + "\",\"fields\":[]}")
            .collect(Collectors.joining(","));
    String schema =
        "{\"type\":\"record\",\"name\":\"OtaJobEvent\",\"namespace\":\"dev.otajobs.events\",\"fields\":"
            + "[{\"name\":\"change\",\"type\":["
            + union
            + "]}]}";
    int id = register(target, schema);
    double before = deadLetters(target);
    int count = 200;
    byte[] value = ByteBuffer.allocate(6).put((byte) 0).putInt(id).put((byte) 0).array();
    List<CompletableFuture<?>> sent = new ArrayList<>();
    for (int i = 0; i < count; i++) {
      sent.add(poison(target, bytes("hostile-" + i), value));
    }
    sent.forEach(CompletableFuture::join);
    target.requireVisible(result, Set.of());
    requireDeadLetters(target, result, before, count);
    usual.judge(result);
  }

  private static int register(Target target, String schema) throws Exception {
    String body = "{\"schema\":\"" + schema.replace("\\", "\\\\").replace("\"", "\\\"") + "\"}";
    HttpResponse<String> reply =
        HttpClient.newHttpClient()
            .send(
                HttpRequest.newBuilder(
                        URI.create(
                            target.first().settings().get("schema.registry.url")
                                + "/subjects/hostile/versions"))
                    .header("Content-Type", "application/vnd.schemaregistry.v1+json")
                    .POST(HttpRequest.BodyPublishers.ofString(body))
                    .timeout(PATIENCE)
                    .build(),
                HttpResponse.BodyHandlers.ofString());
    if (reply.statusCode() != 200) {
      throw new IOException("the registry does not take the schema: " + reply.body());
    }
    return Integer.parseInt(reply.body().replaceAll("\\D", ""));
  }

  /** Each of them is asked for again, since the registry may only be late. */
  static void unknownIds(Target target, RowResult result) {
    Target.Usual usual = target.usual();
    int count = target.full() ? 300 : 60;
    double before = deadLetters(target);
    List<CompletableFuture<?>> sent = new ArrayList<>();
    byte[] key = bytes("unknown-id");
    for (int i = 0; i < count; i++) {
      byte[] value =
          ByteBuffer.allocate(6).put((byte) 0).putInt(70_000_000 + i).put((byte) 0).array();
      sent.add(poison(target, key, value));
    }
    sent.forEach(CompletableFuture::join);
    target.requireVisible(result, Set.of(target.rig().partitioning().owner("unknown-id")));
    requireDeadLetters(target, result, before, count);
    usual.judge(result);
  }

  /** Events of one job that say that each was written to another partition. */
  static void forgedOrigins(Target target, RowResult result) {
    Target.Usual usual = target.usual();
    String job = "forged-origins";
    byte[] event = target.rig().sender().encode(Events.created(job));
    String topic = target.first().settings().get("topics.misplaced");
    try (EventProducer producer = new EventProducer(target.first().settings(), Map.of())) {
      for (int i = 0; i < 3_000; i++) {
        ProducerRecord<byte[], byte[]> record =
            new ProducerRecord<>(topic, target.rig().partitioning().owner(job), bytes(job), event);
        record.headers().add("ota.origin", bytes(i + ":999999999999999999"));
        var unused = producer.send(record);
      }
      producer.flush();
    }
    Await.until(PATIENCE, () -> target.first().probe().finds(job));
    // By then all of them are folded.
    target.requireVisible(result, Set.of());
    int tag =
        target
            .first()
            .probe()
            .get("/v1/jobs/" + job)
            .flatMap(reply -> reply.headers().firstValue("ETag"))
            .map(String::length)
            .orElse(-1);
    result.figure("length of the ETag", tag);
    result.require(tag > 0 && tag < 2_000, "the ETag has %d characters".formatted(tag));
    usual.judge(result);
  }

  private static CompletableFuture<?> poison(Target target, byte[] key, byte[] value) {
    String topic = target.first().settings().get("topics.events");
    int partition = target.rig().partitioning().owner(new String(key, StandardCharsets.UTF_8));
    return target
        .rig()
        .sender()
        .sendPoison(new ProducerRecord<>(topic, partition, key, value), "attack");
  }

  private static double deadLetters(Target target) {
    return target.rig().instances().alive().stream()
        .mapToDouble(instance -> instance.probe().metric(DEAD_LETTERS).orElse(0))
        .sum();
  }

  private static void requireDeadLetters(
      Target target, RowResult result, double before, int count) {
    long began = System.nanoTime();
    boolean all = Await.until(PATIENCE, () -> deadLetters(target) - before >= count);
    result.figure(
        "dead letters",
        "%.0f of %d after %d ms"
            .formatted(
                deadLetters(target) - before,
                count,
                Duration.ofNanos(System.nanoTime() - began).toMillis()));
    result.require(all, "not all records became dead letters");
  }

  private static byte[] bytes(String text) {
    return text.getBytes(StandardCharsets.UTF_8);
  }
}
