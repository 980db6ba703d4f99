package dev.otajobs.topics;

import dev.otajobs.config.KafkaConfig;
import java.time.Duration;
import java.util.HashMap;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import java.util.function.Function;
import org.apache.kafka.clients.admin.Admin;
import org.apache.kafka.clients.admin.AdminClientConfig;
import org.apache.kafka.clients.consumer.ConsumerConfig;
import org.apache.kafka.clients.producer.ProducerConfig;
import org.apache.kafka.common.KafkaFuture;
import org.apache.kafka.common.errors.AuthorizationException;

/** Makes Kafka's admin clients, and the settings of its producers and consumers. */
public final class KafkaClients {

  private static final long SECONDS = 30;

  private KafkaClients() {}

  /** Runs a task with an admin client, which is closed afterwards without waiting. */
  public static <T> T with(KafkaConfig kafka, Function<Admin, T> task) {
    Admin admin = admin(kafka);
    try {
      return task.apply(admin);
    } finally {
      admin.close(Duration.ZERO);
    }
  }

  /** An admin client; the caller closes it. */
  public static Admin admin(KafkaConfig kafka) {
    return Admin.create(settings(kafka, AdminClientConfig.configNames(), "admin."));
  }

  /** An admin client whose calls fail after this timeout; the caller closes it. */
  public static Admin admin(KafkaConfig kafka, Duration timeout) {
    Map<String, Object> settings = settings(kafka, AdminClientConfig.configNames(), "admin.");
    int millis = Math.toIntExact(timeout.toMillis());
    settings.put(AdminClientConfig.DEFAULT_API_TIMEOUT_MS_CONFIG, millis);
    settings.put(AdminClientConfig.REQUEST_TIMEOUT_MS_CONFIG, millis);
    return Admin.create(settings);
  }

  /** The settings of a producer whose writes all in-sync replicas acknowledge. */
  public static Map<String, Object> producer(KafkaConfig kafka) {
    Map<String, Object> settings = settings(kafka, ProducerConfig.configNames(), "producer.");
    settings.put(ProducerConfig.ACKS_CONFIG, "all");
    return settings;
  }

  /**
   * The settings of a consumer without a consumer group, which also reads what is not committed,
   * and what never will be.
   */
  public static Map<String, Object> consumerOfAll(KafkaConfig kafka) {
    Map<String, Object> settings = consumer(kafka);
    settings.put(ConsumerConfig.ISOLATION_LEVEL_CONFIG, "read_uncommitted");
    return settings;
  }

  /** The settings of a consumer without a consumer group, which reads what is committed. */
  public static Map<String, Object> consumer(KafkaConfig kafka) {
    Map<String, Object> settings = settings(kafka, ConsumerConfig.configNames(), "consumer.");
    settings.put(ConsumerConfig.ISOLATION_LEVEL_CONFIG, "read_committed");
    settings.put(ConsumerConfig.AUTO_OFFSET_RESET_CONFIG, "earliest");
    settings.put(ConsumerConfig.ENABLE_AUTO_COMMIT_CONFIG, false);
    settings.remove(ConsumerConfig.GROUP_ID_CONFIG);
    return settings;
  }

  /**
   * Waits for the brokers' answer.
   *
   * @throws TopicException if there is none within 30 seconds, or if it is an error
   */
  public static <T> T await(KafkaFuture<T> answer, String action) {
    try {
      return answer.get(SECONDS, TimeUnit.SECONDS);
    } catch (ExecutionException e) {
      String hint =
          e.getCause() instanceof AuthorizationException
              ? " The command 'acls' prints what the service must be allowed"
              : "";
      throw new TopicException("cannot " + action + ": " + e.getCause() + hint, e.getCause());
    } catch (TimeoutException e) {
      throw new TopicException(
          "cannot "
              + action
              + ": no answer from the brokers in "
              + SECONDS
              + " s; is bootstrap.servers right, do they run?");
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      throw new TopicException("interrupted, could not " + action);
    }
  }

  private static Map<String, Object> settings(
      KafkaConfig kafka, Set<String> known, String clientPrefix) {
    Map<String, Object> settings = new HashMap<>();
    kafka.clientSettings().forEach((key, value) -> putIfKnown(settings, known, key, value));
    kafka
        .clientSettings()
        .forEach(
            (key, value) -> {
              if (key.startsWith(clientPrefix)) {
                putIfKnown(settings, known, key.substring(clientPrefix.length()), value);
              }
            });
    settings.put(AdminClientConfig.BOOTSTRAP_SERVERS_CONFIG, kafka.bootstrapServers());
    return settings;
  }

  private static void putIfKnown(
      Map<String, Object> settings, Set<String> known, String key, String value) {
    if (known.contains(key)) {
      settings.put(key, value);
    }
  }
}
