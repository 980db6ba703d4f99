package dev.otajobs.serde.registry;

import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeSet;
import javax.net.ssl.SSLContext;
import org.apache.kafka.common.KafkaException;
import org.apache.kafka.common.config.ConfigDef;
import org.apache.kafka.common.config.ConfigException;
import org.apache.kafka.common.config.SslConfigs;
import org.apache.kafka.common.security.ssl.DefaultSslEngineFactory;

/**
 * The {@code schema.registry.ssl.*} settings, with the meaning that Kafka gives to them without the
 * prefix: trust store and key store of type JKS, PKCS12 or PEM, from a file or (PEM) in the value.
 * Kafka's own code reads them. Without such a setting the JVM's trust store counts. The registry's
 * certificate must always match its host name.
 */
final class TlsSettings {

  private static final String HOST_CHECK = SslConfigs.SSL_ENDPOINT_IDENTIFICATION_ALGORITHM_CONFIG;

  private TlsSettings() {}

  static Optional<SSLContext> context(Settings settings) {
    Map<String, Object> own = settings.prefixed();
    own.keySet().removeIf(name -> !name.startsWith("ssl."));
    if (own.getOrDefault(HOST_CHECK, "https").toString().isBlank()) {
      settings.problem(Settings.PREFIX + HOST_CHECK, "must not switch the host name check off");
    }
    return own.isEmpty() ? Optional.empty() : build(settings, own);
  }

  private static Optional<SSLContext> build(Settings settings, Map<String, Object> own) {
    try (DefaultSslEngineFactory factory = new DefaultSslEngineFactory()) {
      factory.configure(new ConfigDef().withClientSslSupport().parse(own));
      return Optional.of(factory.sslContext());
    } catch (KafkaException e) {
      Set<String> names = new TreeSet<>();
      own.keySet().forEach(name -> names.add(Settings.PREFIX + name));
      settings.problem(String.join(", ", names), "cannot be used: " + reason(e));
      return Optional.empty();
    }
  }

  private static String reason(KafkaException e) {
    // A ConfigException's message quotes the value, which may be a password or a private key.
    Throwable cause = e.getCause() == null ? e : e.getCause();
    return e instanceof ConfigException
        ? "a value is not valid"
        : String.valueOf(cause.getMessage());
  }
}
