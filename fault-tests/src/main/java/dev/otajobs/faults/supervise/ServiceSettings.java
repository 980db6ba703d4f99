package dev.otajobs.faults.supervise;

import dev.otajobs.config.AppConfig;
import dev.otajobs.config.ConfigException;
import java.nio.file.Path;
import java.util.Map;
import java.util.TreeMap;
import java.util.UUID;

/**
 * The settings that the instances of one run have in common.
 *
 * @param accounts the first one's calls are unsigned, the second one has a bearer token
 */
public record ServiceSettings(Map<String, String> common, Accounts accounts) {

  public ServiceSettings {
    common = Map.copyOf(common);
  }

  /**
   * Settings with an application id and topics of their own.
   *
   * @param overrides of the settings that follow from the stack
   */
  public static ServiceSettings of(Path dir, Stack stack, Map<String, String> overrides) {
    String id = "faults-" + UUID.randomUUID();
    Accounts accounts = Accounts.write(dir);
    Map<String, String> settings = new TreeMap<>();
    settings.put("bootstrap.servers", stack.brokers().bootstrapServers());
    settings.put("schema.registry.url", stack.registry().url());
    settings.put("application.id", id);
    settings.put("topics.events", id + "-events");
    settings.put("topics.dead.letters", id + "-dead-letters");
    settings.put("topics.misplaced", id + "-misplaced");
    settings.put("topics.views", id + "-views");
    settings.put("topics.partitions", "8");
    settings.put("store.memory.bytes", Integer.toString(64 << 20));
    settings.put("auth.unsigned.account", Accounts.UNSIGNED);
    settings.put("auth.accounts.file", accounts.file().toString());
    settings.putAll(overrides);
    return new ServiceSettings(settings, accounts);
  }

  /** Read as the service reads them, for clients of the supervisor. */
  public AppConfig config() {
    Map<String, String> settings = new TreeMap<>(common);
    settings.put("state.dir", "unused");
    return AppConfig.of(settings);
  }

  public int partitions() {
    return Integer.parseInt(common.getOrDefault("topics.partitions", "8"));
  }

  /** Whether this release of the service knows the setting: an unknown one refuses to start. */
  public boolean knows(String key, String value) {
    Map<String, String> settings = new TreeMap<>(common);
    settings.put("state.dir", "unused");
    settings.put(key, value);
    try {
      AppConfig.of(settings);
      return true;
    } catch (ConfigException e) {
      return !String.valueOf(e.getMessage()).contains(key + " is not a setting");
    }
  }
}
