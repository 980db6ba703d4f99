package dev.otajobs.benchmarks.load.rig;

import dev.otajobs.config.AppConfig;
import dev.otajobs.testkit.events.Events;
import dev.otajobs.topics.KafkaAdmin;
import dev.otajobs.topics.TopicCreation;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;

/** The settings of instances: the service's defaults, but for names and addresses. */
public record InstanceSettings(Map<String, String> values) {

  public InstanceSettings {
    values = Map.copyOf(values);
  }

  /**
   * Of an application of its own that reads this topic.
   *
   * @param id names the application and its topics
   */
  public static InstanceSettings of(Path dir, Stack stack, String id, String events) {
    Map<String, String> all = new TreeMap<>();
    all.put("bootstrap.servers", stack.broker().bootstrapServers());
    all.put("schema.registry.url", stack.registry().url());
    all.put("application.id", id);
    all.put("state.dir", dir.resolve("state-" + id).toString());
    all.put("topics.events", events);
    all.put("topics.dead.letters", id + "-dead-letters");
    all.put("topics.misplaced", id + "-misplaced");
    all.put("topics.views", id + "-views");
    all.put("auth.unsigned.account", Events.ACCOUNT);
    all.put("auth.accounts.file", Accounts.write(dir).toString());
    return new InstanceSettings(all);
  }

  public InstanceSettings with(String key, String value) {
    Map<String, String> all = new TreeMap<>(values);
    all.put(key, value);
    return new InstanceSettings(all);
  }

  /** The application's. */
  public String id() {
    return String.valueOf(values.get("application.id"));
  }

  /** Read as the service reads them. */
  public AppConfig config() {
    return AppConfig.of(values);
  }

  /** Creates the topics that are missing; returns once they can be written to. */
  public InstanceSettings createTopics() {
    AppConfig config = config();
    List<String> created =
        KafkaAdmin.with(
            config.kafka(), admin -> new TopicCreation(admin, config.topics()).createMissing());
    if (!created.isEmpty()) {
      // Its leaders are elected, but a broker that has not heard of it yet refuses a write; what an
      // idempotent producer then has in flight can go out of order for good.
      Await.pause(Duration.ofSeconds(1));
    }
    return this;
  }
}
