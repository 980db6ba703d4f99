package dev.otajobs.testkit.service;

import dev.otajobs.testkit.events.Events;
import dev.otajobs.testkit.machine.PrivateFile;
import java.nio.file.Path;
import java.util.Map;
import java.util.TreeMap;
import java.util.stream.Collectors;

/**
 * Settings of the service, by the keys of its properties file.
 *
 * @param values not escaped: no value may need it
 */
public record ServiceSettings(Map<String, String> values) {

  public ServiceSettings {
    values = Map.copyOf(values);
  }

  /**
   * Those of an application with topics of its own. Calls without a signature act as {@link
   * Events#ACCOUNT}; the rest is the service's defaults.
   *
   * @param id names the application and its topics
   */
  public static ServiceSettings of(Stack stack, String id) {
    Map<String, String> values = new TreeMap<>();
    values.put("bootstrap.servers", stack.bootstrapServers());
    values.put("schema.registry.url", stack.registryUrl());
    values.put("application.id", id);
    values.put("topics.events", id + "-events");
    values.put("topics.dead.letters", id + "-dead-letters");
    values.put("topics.misplaced", id + "-misplaced");
    values.put("topics.views", id + "-views");
    values.put("topics.packages", id + "-packages");
    values.put("auth.unsigned.account", Events.ACCOUNT);
    return new ServiceSettings(values);
  }

  /** The same with this value instead. */
  public ServiceSettings with(String key, Object value) {
    return with(Map.of(key, value.toString()));
  }

  /** The same with these values instead. */
  public ServiceSettings with(Map<String, String> others) {
    Map<String, String> all = new TreeMap<>(values);
    all.putAll(others);
    return new ServiceSettings(all);
  }

  /** The same without this one, whose default then counts. */
  public ServiceSettings without(String key) {
    Map<String, String> others = new TreeMap<>(values);
    others.remove(key);
    return new ServiceSettings(others);
  }

  /**
   * The value of a setting.
   *
   * @throws IllegalArgumentException if it is not set
   */
  public String get(String key) {
    String value = values.get(key);
    if (value == null) {
      throw new IllegalArgumentException(key + " is not set");
    }
    return value;
  }

  /** The application's id. */
  public String id() {
    return get("application.id");
  }

  /** Writes them as a properties file. */
  public Path write(Path file) {
    String text =
        values.entrySet().stream()
            .map(entry -> entry.getKey() + "=" + entry.getValue())
            .sorted()
            .collect(Collectors.joining("\n", "", "\n"));
    return PrivateFile.write(file, text);
  }
}
