package dev.otajobs.serde.registry;

import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import javax.net.ssl.SSLContext;
import org.apache.kafka.common.config.ConfigDef;

/**
 * Where the registry is and how long a caller waits for it. The names of the settings are
 * Confluent's, except {@code missing.id.wait.ms}. The time-outs are shorter than Confluent's 60 s,
 * because the thread that waits here has to poll its consumer again within {@code
 * max.poll.interval.ms}.
 *
 * @param endpoints the addresses, which are asked one after the other, in this order; never empty:
 *     {@code schema.registry.url}, with credentials from {@code basic.auth.*} or {@code
 *     bearer.auth.*}
 * @param tls for https, from {@code schema.registry.ssl.*}; empty for the JVM's trust store
 * @param connectTimeout for a connection: {@code http.connect.timeout.ms}, 1 ms to 5 min, by
 *     default 2 s
 * @param readTimeout for a whole exchange, body included: {@code http.read.timeout.ms}, 1 ms to 5
 *     min, by default 5 s
 * @param retries what happens when no address gave a usable answer
 * @param normalize whether the registry compares schemas by meaning instead of by text: {@code
 *     normalize.schemas}, by default false
 * @param missingWait how long an id that the registry does not know is asked for again, because
 *     registries replicate asynchronously: {@code missing.id.wait.ms}, 0 to 60 s, by default 2 s
 * @param missingTtl how long such an id is then refused without asking: {@code
 *     missing.id.cache.ttl.sec}, 0 to 1 h, by default 30 s
 * @param missingSize how many such ids are kept: {@code missing.cache.size}, 1 to 1,000,000, by
 *     default 1,000
 */
public record RegistryConfig(
    List<RegistryEndpoint> endpoints,
    Optional<SSLContext> tls,
    Duration connectTimeout,
    Duration readTimeout,
    Retries retries,
    boolean normalize,
    Duration missingWait,
    Duration missingTtl,
    int missingSize) {

  /** The settings by name, with type, default and bounds, but without {@code ssl.*}. */
  public static ConfigDef definition() {
    return RegistryDefinition.create();
  }

  /**
   * Reads the settings from a client's map; other names in it are ignored.
   *
   * @throws org.apache.kafka.common.config.ConfigException with every problem that there is
   */
  public static RegistryConfig from(Map<String, ?> configs) {
    ParsedConfig parsed = ParsedConfig.of(definition(), configs);
    RegistryConfig config = from(parsed);
    parsed.check();
    return config;
  }

  /**
   * Reads the settings from {@code parsed}, whose definition must contain {@link #definition}.
   * Problems are noted there, and the caller has to call {@link ParsedConfig#check}.
   */
  public static RegistryConfig from(ParsedConfig parsed) {
    return new RegistryConfig(
        new EndpointSettings(parsed).endpoints(),
        TlsSettings.context(parsed),
        parsed.millis(RegistryDefinition.CONNECT_TIMEOUT),
        parsed.millis(RegistryDefinition.READ_TIMEOUT),
        Retries.from(parsed),
        parsed.getBoolean(RegistryDefinition.NORMALIZE),
        parsed.millis(RegistryDefinition.MISSING_WAIT),
        Duration.ofSeconds(parsed.getInt(RegistryDefinition.MISSING_TTL)),
        parsed.getInt(RegistryDefinition.MISSING_SIZE));
  }
}
