package dev.otajobs.config;

import java.util.Locale;
import java.util.Map;
import java.util.TreeMap;
import java.util.regex.Pattern;

/**
 * Settings from the environment: {@code OTA_JOBS_HTTP_PORT} is {@code http.port}. They override the
 * file.
 */
final class Environment {

  static final String PREFIX = "OTA_JOBS_";

  /** What Kubernetes injects into every pod for a service named ota-jobs. */
  private static final Pattern SERVICE_LINK = Pattern.compile(PREFIX + "(SERVICE|PORT)(_.*)?");

  private Environment() {}

  /** The settings in these environment variables, by key. */
  static Map<String, String> settings(Map<String, String> variables) {
    Map<String, String> settings = new TreeMap<>();
    variables.forEach(
        (name, value) -> {
          if (name.startsWith(PREFIX) && !SERVICE_LINK.matcher(name).matches()) {
            settings.put(
                name.substring(PREFIX.length()).toLowerCase(Locale.ROOT).replace('_', '.'), value);
          }
        });
    return settings;
  }
}
