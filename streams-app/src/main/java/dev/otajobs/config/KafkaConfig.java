package dev.otajobs.config;

import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import org.apache.kafka.clients.consumer.ConsumerConfig;
import org.apache.kafka.streams.StreamsConfig;

/**
 * The Kafka cluster and this application in it.
 *
 * @param bootstrapServers host:port, several joined by commas
 * @param applicationId the consumer group, and the prefix of internal topics
 * @param guarantee of the projection: only exactly-once fences an instance that was frozen
 * @param streamThreads 1 to 256
 * @param standbyReplicas copies of each partition on other instances, 0 to 16
 * @param clientSettings further settings of Kafka's clients and Streams, by Kafka's own names
 */
public record KafkaConfig(
    String bootstrapServers,
    String applicationId,
    Guarantee guarantee,
    int streamThreads,
    int standbyReplicas,
    Map<String, String> clientSettings) {

  private static final String PASSED = "kafka.";
  private static final String GROUP_INSTANCE_ID = ConsumerConfig.GROUP_INSTANCE_ID_CONFIG;

  /** The settings that have keys of their own, and the key. */
  private static final Map<String, String> OWNED =
      Map.of(
          "bootstrap.servers", "bootstrap.servers",
          "application.id", "application.id",
          "processing.guarantee", "processing.guarantee",
          "num.stream.threads", "num.stream.threads",
          "num.standby.replicas", "num.standby.replicas",
          "state.dir", "state.dir");

  /**
   * The settings without which answers would be wrong: a commit must imply the changelog, what was
   * aborted must not be read, an instance must know itself in the group, a record that meets a
   * defect must become a dead letter, and the consumer must tell its position (ADR 17).
   */
  private static final Set<String> FIXED =
      Set.of(
          "acks",
          "isolation.level",
          "application.server",
          "processing.exception.handler",
          "group.protocol");

  /** Kafka Streams' values of {@code processing.guarantee}. */
  public enum Guarantee {
    at_least_once,
    exactly_once_v2
  }

  private static final Setting.Mandatory BOOTSTRAP =
      new Setting.Mandatory("bootstrap.servers", "list", "the brokers: host:port, commas");
  private static final Setting.Text APPLICATION =
      new Setting.Text(
          "application.id",
          "ota-jobs",
          "1 to 200 of `a-z A-Z 0-9 . _ -`",
          "consumer group, and prefix of the changelog topics");
  private static final Setting.Choice<Guarantee> GUARANTEE =
      new Setting.Choice<>(
          "processing.guarantee",
          Guarantee.exactly_once_v2,
          "with `at_least_once`, an instance that was paused for longer than its session can undo"
              + " events when it wakes ([ADR 10](adr/0010-guarantee.md)), and a crash can repeat"
              + " views and dead letters");
  private static final Setting.Derived THREADS =
      new Setting.Derived(
          "num.stream.threads",
          "half the cores, at least 1",
          1,
          256,
          "threads beyond the number of partitions stay idle");
  private static final Setting.Number STANDBYS =
      new Setting.Number(
          "num.standby.replicas",
          1,
          0,
          16,
          "standbys: copies of each store on other instances, which answer while the owner cannot");

  /** What can be set. */
  static final List<Setting> SETTINGS =
      List.of(BOOTSTRAP, APPLICATION, GUARANTEE, THREADS, STANDBYS);

  public KafkaConfig {
    clientSettings = Map.copyOf(clientSettings);
  }

  static KafkaConfig read(Settings settings) {
    int cores = Runtime.getRuntime().availableProcessors();
    return new KafkaConfig(
        settings.required(BOOTSTRAP.key(), "host:port of the brokers"),
        applicationId(settings),
        settings.choice(GUARANTEE),
        settings.integer(THREADS, Math.max(1, cores / 2)),
        settings.integer(STANDBYS),
        passedThrough(settings));
  }

  /** It begins the names of internal topics, and is a directory below state.dir. */
  private static String applicationId(Settings settings) {
    String id = settings.text(APPLICATION);
    if (!id.matches("[a-zA-Z0-9_-][a-zA-Z0-9._-]{0,199}")) {
      settings.problem(
          APPLICATION.key(), "is '" + id + "', expected 1 to 200 of a-z A-Z 0-9 . _ -");
    }
    return id;
  }

  private static Map<String, String> passedThrough(Settings settings) {
    Set<String> known = KafkaSettingNames.all();
    Map<String, String> passed = new TreeMap<>();
    settings
        .withPrefix(PASSED)
        .forEach(
            (key, value) -> {
              String name = KafkaSettingNames.withoutClientPrefix(key);
              if (FIXED.contains(name)) {
                settings.problem(PASSED + key, "must not be changed: what is answered rests on it");
              } else if (OWNED.containsKey(name)) {
                settings.problem(PASSED + key, "is set with " + OWNED.get(name));
              } else if (!known.contains(name) && !key.startsWith(StreamsConfig.TOPIC_PREFIX)) {
                settings.problem(PASSED + key, "is not a setting of Kafka's clients or Streams");
              }
              passed.put(key, value);
            });
    return passed;
  }

  /** Whether the instance keeps its name, and with it its partitions, over a restart. */
  public boolean isStaticMember() {
    return clientSettings.containsKey(GROUP_INSTANCE_ID)
        || clientSettings.containsKey(StreamsConfig.consumerPrefix(GROUP_INSTANCE_ID))
        || clientSettings.containsKey(StreamsConfig.mainConsumerPrefix(GROUP_INSTANCE_ID));
  }

  /** Without the client settings, which may hold credentials. */
  @Override
  public String toString() {
    return "KafkaConfig[" + bootstrapServers + ", " + applicationId + ", " + guarantee + "]";
  }
}
