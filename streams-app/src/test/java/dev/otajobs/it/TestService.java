package dev.otajobs.it;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import dev.otajobs.app.Service;
import dev.otajobs.config.AppConfig;
import dev.otajobs.events.OtaJobEvent;
import dev.otajobs.testkit.service.EventProducer;
import dev.otajobs.testkit.service.Probe;
import dev.otajobs.testkit.service.ServiceSettings;
import dev.otajobs.topics.KafkaClients;
import dev.otajobs.topics.TopicCheck;
import dev.otajobs.topics.TopicCreation;
import java.io.IOException;
import java.net.http.HttpClient;
import java.net.http.HttpResponse;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import org.apache.kafka.clients.admin.Admin;
import org.apache.kafka.clients.producer.KafkaProducer;
import org.apache.kafka.clients.producer.Producer;
import org.apache.kafka.clients.producer.ProducerConfig;
import org.apache.kafka.clients.producer.ProducerRecord;
import org.apache.kafka.clients.producer.RecordMetadata;
import org.apache.kafka.common.serialization.ByteArraySerializer;

/**
 * The service against the real stack, with topics of its own, and the clients that a test needs.
 */
final class TestService implements AutoCloseable {

  static final Duration PATIENCE = Duration.ofSeconds(90);

  final AppConfig config;
  private final EventProducer producer;
  private final HttpClient http;
  private Service service;

  /** Creates the topics; {@link #start} starts the service. */
  TestService(Map<String, String> overrides) {
    this(overrides, HttpClient.newHttpClient());
  }

  /** Asks with this client, by HTTPS if the overrides have a certificate. */
  TestService(Map<String, String> overrides, HttpClient http) {
    this.http = http;
    ServiceSettings settings =
        ServiceSettings.of(RealStack.get(), "it-" + UUID.randomUUID())
            .with("topics.partitions", 2)
            .with("num.standby.replicas", 0)
            .with("state.dir", RealStack.newDirectory("state"))
            .with("http.port", 0)
            .with(overrides);
    config = AppConfig.of(settings.values());
    try (Admin admin = KafkaClients.admin(config.kafka())) {
      new TopicCreation(admin, config.topics()).createMissing();
      new TopicCheck(admin, config.kafka(), config.topics()).check();
    }
    producer = new EventProducer(settings, Map.of());
  }

  TestService start() {
    service = Service.start(config);
    return this;
  }

  TestService startAndAwaitReady() {
    start();
    await().atMost(PATIENCE).until(() -> probe().isReady());
    return this;
  }

  void stop() {
    service.close();
  }

  byte[] encode(OtaJobEvent event) {
    return producer.encode(config.topics().events(), event);
  }

  /** Writes the event and waits for the broker's ack. */
  RecordMetadata write(OtaJobEvent event) {
    return write(bytes(event.getJobId()), encode(event));
  }

  RecordMetadata write(byte[] key, byte[] value) {
    return write(new ProducerRecord<>(config.topics().events(), key, value));
  }

  /** Writes the event into this partition, as a producer with another partitioner may do. */
  RecordMetadata write(int partition, OtaJobEvent event) {
    byte[] key = bytes(event.getJobId());
    return write(new ProducerRecord<>(config.topics().events(), partition, key, encode(event)));
  }

  RecordMetadata write(ProducerRecord<byte[], byte[]> record) {
    return producer.send(record).join();
  }

  /** The reply to QueryOTAJob, in JSON. */
  JsonNode query(String jobId) {
    return json(get(Probe.query(jobId)).body());
  }

  /** The status of the job, or the code of the refusal. */
  String status(String jobId) {
    JsonNode reply = query(jobId);
    return reply.path("Success").asBoolean()
        ? reply.path("Data").path("JobStatus").asText()
        : reply.path("Code").asText();
  }

  void awaitStatus(String jobId, String status) {
    await().atMost(PATIENCE).until(() -> status(jobId).equals(status));
  }

  /** Waits until so many events are folded, for tests that may not ask without a signature. */
  void awaitFolded(int events) {
    await().atMost(PATIENCE).until(() -> metric("ota_events_folded_total") >= events);
  }

  int port() {
    return service.port();
  }

  /** Scheme, host and port. */
  String address() {
    String scheme = config.http().tls().isPresent() ? "https" : "http";
    return scheme + "://127.0.0.1:" + service.port();
  }

  /** The reply to a GET, which has to come. */
  HttpResponse<String> get(String path, String... headers) {
    try {
      return probe().send(path, PATIENCE, headers);
    } catch (IOException e) {
      throw new AssertionError(e);
    }
  }

  /** The partitions of which this instance has such a copy, "owner" or "standby", of known age. */
  List<Integer> copies(String role) {
    List<Integer> partitions = new ArrayList<>();
    for (JsonNode copy : json(get("/status").body()).path("partitions")) {
      if (copy.path("role").asText().equals(role) && copy.has("ageMs")) {
        partitions.add(copy.path("partition").asInt());
      }
    }
    return partitions;
  }

  /** Waits until this instance's standbys have all that was written before this call. */
  void awaitFreshStandbys() {
    long written = System.nanoTime();
    await()
        .atMost(PATIENCE)
        .untilAsserted(
            () -> {
              // First: what was old then is older than this.
              long passed = System.nanoTime() - written;
              JsonNode copies = json(get("/status").body()).path("partitions");
              assertThat(copies)
                  .as("%s after %,d ns", copies, passed)
                  .filteredOn(copy -> copy.path("role").asText().equals("standby"))
                  .isNotEmpty()
                  .allMatch(
                      copy ->
                          copy.has("ageMs")
                              && Duration.ofMillis(copy.path("ageMs").asLong()).toNanos() < passed);
            });
  }

  /** A producer with transactions of its own, which a test ends. */
  Producer<byte[], byte[]> transactional() {
    Map<String, Object> settings = new HashMap<>(KafkaClients.producer(config.kafka()));
    settings.put(ProducerConfig.TRANSACTIONAL_ID_CONFIG, config.kafka().applicationId() + "-tx");
    ByteArraySerializer asIs = new ByteArraySerializer();
    Producer<byte[], byte[]> producer = new KafkaProducer<>(settings, asIs, asIs);
    producer.initTransactions();
    return producer;
  }

  /** The value of a metric, which has to be there. */
  double metric(String name) {
    return probe().metric(name).orElseThrow();
  }

  private Probe probe() {
    return new Probe(address(), http);
  }

  static byte[] bytes(String text) {
    return text.getBytes(StandardCharsets.UTF_8);
  }

  private static JsonNode json(String text) {
    try {
      return new ObjectMapper().readTree(text);
    } catch (IOException e) {
      throw new AssertionError(text, e);
    }
  }

  @Override
  public void close() {
    producer.close();
    if (service != null) {
      service.close();
    }
  }
}
