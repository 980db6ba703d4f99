package dev.otajobs.config;

import java.util.Locale;
import java.util.Map;
import java.util.TreeMap;

/**
 * Settings from the environment: {@code OTA_JOBS_HTTP_PORT} is {@code http.port}. They override the
 * file.
 */
final class Environment {

  static final String PREFIX = "OTA_JOBS_";

  private Environment() {}

  /** The settings in these environment variables, by key. */
  static Map<String, String> settings(Map<String, String> variables) {
    Map<String, String> settings = new TreeMap<>();
    variables.forEach(
        (name, value) -> {
          if (name.startsWith(PREFIX)) {
            settings.put(
                name.substring(PREFIX.length()).toLowerCase(Locale.ROOT).replace('_', '.'), value);
          }
        });
    return settings;
  }
}
