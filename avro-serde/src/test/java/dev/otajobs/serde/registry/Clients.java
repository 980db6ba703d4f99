package dev.otajobs.serde.registry;

import java.util.HashMap;
import java.util.Map;
import java.util.function.LongSupplier;

/** Clients that hardly wait before they ask again. */
final class Clients {

  private Clients() {}

  static SchemaRegistryClient client(Map<String, ?> more, String url) {
    return client(more, url, System::nanoTime);
  }

  static SchemaRegistryClient client(Map<String, ?> more, String url, LongSupplier nanoClock) {
    Map<String, Object> values = new HashMap<>();
    values.put("retries.wait.ms", 1);
    values.put("missing.id.wait.ms", 0);
    values.putAll(more);
    values.put("schema.registry.url", url);
    return new SchemaRegistryClient(RegistryConfig.from(values), nanoClock);
  }
}
