package dev.otajobs.serde.registry;

import static java.nio.charset.StandardCharsets.UTF_8;

import java.net.URLEncoder;

/** Paths of Confluent's API, below a registry's address. */
final class RegistryPaths {

  private RegistryPaths() {}

  static String id(int id) {
    return "/schemas/ids/" + id;
  }

  static String subject(String subject) {
    return "/subjects/" + encoded(subject);
  }

  static String version(String subject, String version) {
    return subject(subject) + "/versions/" + encoded(version);
  }

  private static String encoded(String segment) {
    return URLEncoder.encode(segment, UTF_8).replace("+", "%20");
  }
}
