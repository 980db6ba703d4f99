package dev.otajobs.config;

import java.util.List;

/** Settings that cannot be used. The message lists every problem, each with its key. */
public final class ConfigException extends RuntimeException {

  private static final long serialVersionUID = 1L;

  public ConfigException(List<String> problems) {
    super("the settings cannot be used:\n  - " + String.join("\n  - ", problems));
  }
}
