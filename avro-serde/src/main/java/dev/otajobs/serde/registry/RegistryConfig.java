package dev.otajobs.serde.registry;

import java.time.Duration;
import java.util.List;
import java.util.Optional;
import javax.net.ssl.SSLContext;

/**
 * Where the registry is and how patient we are with it. Names are Confluent's, but the time-outs
 * are shorter than its 60 s: the thread that waits here has to poll its consumer again within
 * {@code max.poll.interval.ms}.
 *
 * @param endpoints asked in this order, one after the other; never empty
 * @param tls for https; empty for the JVM's defaults
 * @param connectTimeout {@code http.connect.timeout.ms}, 2 s, 1 ms to 5 min
 * @param readTimeout for a whole exchange, body included; {@code http.read.timeout.ms}, 5 s, 1 ms
 *     to 5 min
 * @param retries what to do about trouble
 * @param normalize {@code normalize.schemas}: the registry is asked to compare schemas by meaning
 * @param missingWait how long an id that the registry does not know is asked for again, since
 *     registries replicate asynchronously; {@code missing.id.wait.ms} (ours), 2 s, 0 to 60 s
 * @param missingTtl how long such an id is then taken as unknown without asking; {@code
 *     missing.id.cache.ttl.sec}, 30 s, 0 to 1 h
 * @param missingSize how many such ids are kept; {@code missing.cache.size}, 1,000
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

  /** Reads and checks; problems are noted in {@code settings}, whose check() is the caller's. */
  public static RegistryConfig from(Settings settings) {
    return new RegistryConfig(
        new EndpointSettings(settings).endpoints(),
        TlsSettings.context(settings),
        settings.millis("http.connect.timeout.ms", 2_000, 1, 300_000),
        settings.millis("http.read.timeout.ms", 5_000, 1, 300_000),
        Retries.from(settings),
        settings.flag("normalize.schemas", false),
        settings.millis("missing.id.wait.ms", 2_000, 0, 60_000),
        Duration.ofSeconds(settings.integer("missing.id.cache.ttl.sec", 30, 0, 3_600)),
        settings.integer("missing.cache.size", 1_000, 1, 1_000_000));
  }
}
