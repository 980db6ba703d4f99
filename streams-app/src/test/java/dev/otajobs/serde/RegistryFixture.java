package dev.otajobs.serde;

import java.util.Objects;

/** Where the real registry of the integration tests is. */
final class RegistryFixture {

  private RegistryFixture() {}

  /** Its address, with the path of Confluent's API. */
  static String url() {
    return Objects.requireNonNull(
        System.getProperty("test.registry.url"), "set -Dtest.registry.url");
  }
}
