package dev.otajobs.serde;

import dev.otajobs.it.RealStack;

/** Where the real registry of the integration tests is. */
final class RegistryFixture {

  private RegistryFixture() {}

  /** Its address, with the path of Confluent's API. */
  static String url() {
    return RealStack.get().registryUrl();
  }
}
