package dev.otajobs.it;

import static org.awaitility.Awaitility.await;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import dev.otajobs.app.Service;
import dev.otajobs.config.AppConfig;
import dev.otajobs.events.OtaJobEvent;
import dev.otajobs.eventserde.EventSerdes;
import dev.otajobs.testkit.events.Events;
import dev.otajobs.topics.KafkaAdmin;
import dev.otajobs.topics.TopicCreation;
import java.io.IOException;
import java.net.URI;
import java.net.URLEncoder;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.Map;
import java.util.TreeMap;
import java.util.UUID;
import java.util.concurrent.ExecutionException;
import org.apache.kafka.clients.admin.Admin;
import org.apache.kafka.clients.producer.KafkaProducer;
import org.apache.kafka.clients.producer.Producer;
import org.apache.kafka.clients.producer.ProducerRecord;
import org.apache.kafka.clients.producer.RecordMetadata;
import org.apache.kafka.common.serialization.ByteArraySerializer;
import org.apache.kafka.common.serialization.Serializer;

/**
 * The service against the real stack, with topics of its own, and the clients that a test needs.
 */
final class TestService implements AutoCloseable {

  static final Duration PATIENCE = Duration.ofSeconds(40);

  final AppConfig config;
  private final Serializer<OtaJobEvent> serializer;
  private final Producer<byte[], byte[]> producer;
  private final HttpClient http;
  private Service service;

  /** Creates the topics; {@link #start} starts the service. */
  TestService(Map<String, String> overrides) {
    this(overrides, HttpClient.newHttpClient());
  }

  /** Asks with this client, by HTTPS if the overrides have a certificate. */
  TestService(Map<String, String> overrides, HttpClient http) {
    this.http = http;
    RealStack stack = RealStack.get();
    String id = "it-" + UUID.randomUUID();
    Map<String, String> settings = new TreeMap<>();
    settings.put("bootstrap.servers", stack.bootstrapServers());
    settings.put("schema.registry.url", stack.registryUrl());
    settings.put("application.id", id);
    settings.put("topics.events", id + "-events");
    settings.put("topics.dead.letters", id + "-dead-letters");
    settings.put("topics.misplaced", id + "-misplaced");
    settings.put("topics.views", id + "-views");
    settings.put("topics.partitions", "2");
    settings.put("num.standby.replicas", "0");
    settings.put("state.dir", RealStack.newDirectory("state").toString());
    settings.put("http.port", "0");
    settings.put("auth.unsigned.account", Events.ACCOUNT);
    settings.putAll(overrides);
    config = AppConfig.of(settings);
    try (Admin admin = KafkaAdmin.connect(config.kafka())) {
      new TopicCreation(admin, config.topics()).createMissing();
    }
    serializer = EventSerdes.serializer(config.serde());
    producer =
        new KafkaProducer<>(
            KafkaAdmin.producer(config.kafka()),
            new ByteArraySerializer(),
            new ByteArraySerializer());
  }

  TestService start() {
    service = Service.start(config);
    return this;
  }

  TestService startAndAwaitReady() {
    start();
    await().atMost(PATIENCE).until(() -> get("/ready").statusCode() == 200);
    return this;
  }

  void stop() {
    service.close();
  }

  byte[] encode(OtaJobEvent event) {
    return serializer.serialize(config.topics().events(), event);
  }

  /** Writes the event and waits for the broker's ack. */
  RecordMetadata write(OtaJobEvent event) {
    return write(bytes(event.getJobId()), encode(event));
  }

  RecordMetadata write(byte[] key, byte[] value) {
    return write(new ProducerRecord<>(config.topics().events(), key, value));
  }

  RecordMetadata write(ProducerRecord<byte[], byte[]> record) {
    try {
      return producer.send(record).get();
    } catch (ExecutionException | InterruptedException e) {
      throw new AssertionError(e);
    }
  }

  /** The reply to QueryOTAJob, in JSON. */
  JsonNode query(String jobId) {
    return json(get("/?Action=QueryOTAJob&Format=JSON&JobId=" + encoded(jobId)).body());
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

  HttpResponse<String> get(String path, String... headers) {
    HttpRequest.Builder request =
        HttpRequest.newBuilder(URI.create(address() + path)).timeout(PATIENCE);
    try {
      return http.send(
          (headers.length == 0 ? request : request.headers(headers)).build(),
          HttpResponse.BodyHandlers.ofString(StandardCharsets.UTF_8));
    } catch (IOException e) {
      throw new AssertionError(e);
    } catch (InterruptedException e) {
      throw new AssertionError(e);
    }
  }

  /** The value of a metric without tags, as it is scraped. */
  double metric(String name) {
    return get("/metrics")
        .body()
        .lines()
        .filter(line -> line.startsWith(name + " "))
        .mapToDouble(line -> Double.parseDouble(line.substring(name.length() + 1)))
        .findFirst()
        .orElseThrow();
  }

  static String encoded(String jobId) {
    return URLEncoder.encode(jobId, StandardCharsets.UTF_8);
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
