package dev.otajobs.serde;

import dev.otajobs.serde.registry.RegistryConfig;
import dev.otajobs.serde.registry.Settings;
import java.util.Map;
import java.util.Optional;

/**
 * What the map that Kafka hands to {@code configure} says about us. Names and defaults are
 * Confluent's but for one default: {@code avro.remove.java.properties} is on, so that the schema we
 * register is the published one that producers in other languages use, and not the same with {@code
 * avro.java.string} all over it.
 *
 * @param registry the registry and how to ask it
 * @param isKey for record keys rather than values
 * @param autoRegister {@code auto.register.schemas}, true: register a schema before its first use
 * @param useLatest {@code use.latest.version}, false: use the subject's latest version, which must
 *     have the same binary form; goes before auto.register.schemas
 * @param removeJavaProperties {@code avro.remove.java.properties}, true
 * @param naming {@code key.subject.name.strategy} or {@code value.subject.name.strategy}
 * @param readerClass {@code specific.avro.key.type} or {@code specific.avro.value.type}: the class
 *     to read into, needed when the deserializer is made without one
 */
public record SerdeConfig(
    RegistryConfig registry,
    boolean isKey,
    boolean autoRegister,
    boolean useLatest,
    boolean removeJavaProperties,
    SubjectNaming naming,
    Optional<String> readerClass) {

  private static final String SPECIFIC = "specific.avro.reader";

  /**
   * Reads and checks.
   *
   * @throws org.apache.kafka.common.config.ConfigException naming every key that is wrong
   */
  public static SerdeConfig from(Map<String, ?> configs, boolean isKey) {
    Settings settings = new Settings(configs);
    if (!settings.flag(SPECIFIC, true)) {
      settings.problem(SPECIFIC, "must be true: only generated classes are read");
    }
    SerdeConfig config =
        new SerdeConfig(
            RegistryConfig.from(settings),
            isKey,
            settings.flag("auto.register.schemas", true),
            settings.flag("use.latest.version", false),
            settings.flag("avro.remove.java.properties", true),
            naming(settings, isKey),
            settings.text("specific.avro." + side(isKey) + ".type"));
    settings.check();
    return config;
  }

  private static SubjectNaming naming(Settings settings, boolean isKey) {
    String key = side(isKey) + ".subject.name.strategy";
    Optional<String> name = settings.text(key);
    Optional<SubjectNaming> naming = name.flatMap(SubjectNaming::named);
    if (name.isPresent() && naming.isEmpty()) {
      settings.problem(
          key, "must be TopicNameStrategy, RecordNameStrategy or TopicRecordNameStrategy");
    }
    return naming.orElse(SubjectNaming.TOPIC);
  }

  private static String side(boolean isKey) {
    return isKey ? "key" : "value";
  }
}
