package dev.otajobs.serde;

import static org.apache.kafka.common.config.ConfigDef.Importance.LOW;
import static org.apache.kafka.common.config.ConfigDef.Importance.MEDIUM;
import static org.apache.kafka.common.config.ConfigDef.Type.BOOLEAN;
import static org.apache.kafka.common.config.ConfigDef.Type.STRING;

import dev.otajobs.serde.registry.ParsedConfig;
import dev.otajobs.serde.registry.RegistryConfig;
import java.util.Map;
import java.util.Optional;
import org.apache.kafka.common.config.ConfigDef;
import org.apache.kafka.common.config.ConfigDef.LambdaValidator;
import org.apache.kafka.common.config.ConfigException;

/**
 * The settings of {@link AvroSerializer} and {@link AvroDeserializer}, read from the map that Kafka
 * hands to {@code configure}. Their names are Confluent's. Two defaults differ from Confluent's:
 *
 * <ul>
 *   <li>{@code avro.remove.java.properties} is true. The schema that is registered is then the one
 *       that was published, which producers in other languages register too. Otherwise it would
 *       have {@code avro.java.string} at each string.
 *   <li>{@code specific.avro.reader} is true, and must be: records are read into classes that Avro
 *       generated.
 * </ul>
 *
 * @param registry the registry and how long to wait for it
 * @param isKey whether it is for the keys of records instead of their values
 * @param autoRegister whether a schema is registered before its first use: {@code
 *     auto.register.schemas}, by default true. If it is false, the schema must be registered
 *     already
 * @param useLatest whether records are written with the subject's latest schema, which must have
 *     the same binary form as the class's: {@code use.latest.version}, by default false. If it is
 *     true, {@code autoRegister} has no effect
 * @param removeJavaProperties whether what Avro's compiler adds for Java is removed from a schema
 *     before it is registered or looked up: {@code avro.remove.java.properties}, by default true
 * @param naming the subject of a schema: {@code key.subject.name.strategy} or {@code
 *     value.subject.name.strategy}, by default TopicNameStrategy
 * @param readerClass the class to read into: {@code specific.avro.key.type} or {@code
 *     specific.avro.value.type}, needed if the deserializer was made without a class
 */
public record AvroSerdeConfig(
    RegistryConfig registry,
    boolean isKey,
    boolean autoRegister,
    boolean useLatest,
    boolean removeJavaProperties,
    SubjectNaming naming,
    Optional<String> readerClass) {

  private static final String AUTO_REGISTER = "auto.register.schemas";
  private static final String USE_LATEST = "use.latest.version";
  private static final String REMOVE_JAVA_PROPERTIES = "avro.remove.java.properties";
  private static final String SPECIFIC_READER = "specific.avro.reader";

  /**
   * The settings by name, with type, default and bounds, for keys or for values, but without {@code
   * schema.registry.ssl.*}.
   */
  public static ConfigDef definition(boolean isKey) {
    return RegistryConfig.definition()
        .define(AUTO_REGISTER, BOOLEAN, true, MEDIUM, "A schema is registered before its first use")
        .define(USE_LATEST, BOOLEAN, false, MEDIUM, "Records are written with the latest schema")
        .define(
            REMOVE_JAVA_PROPERTIES, BOOLEAN, true, LOW, "Only the published schema is registered")
        .define(
            namingKey(isKey),
            STRING,
            SubjectNaming.TOPIC.className(),
            namingValidator(),
            LOW,
            "The subject of a schema")
        .define(SPECIFIC_READER, BOOLEAN, true, mustBeTrue(), LOW, "Must be true")
        .define(readerClassKey(isKey), STRING, "", LOW, "The class to read into");
  }

  /**
   * Reads the settings; other names in {@code configs} are ignored.
   *
   * @throws ConfigException with every problem that there is
   */
  public static AvroSerdeConfig from(Map<String, ?> configs, boolean isKey) {
    ParsedConfig parsed = ParsedConfig.of(definition(isKey), configs);
    AvroSerdeConfig config =
        new AvroSerdeConfig(
            RegistryConfig.from(parsed),
            isKey,
            parsed.getBoolean(AUTO_REGISTER),
            parsed.getBoolean(USE_LATEST),
            parsed.getBoolean(REMOVE_JAVA_PROPERTIES),
            SubjectNaming.named(parsed.getString(namingKey(isKey))).orElseThrow(),
            Optional.of(parsed.getString(readerClassKey(isKey))).filter(name -> !name.isEmpty()));
    parsed.check();
    return config;
  }

  /** The name of the setting that holds {@link #readerClass}. */
  static String readerClassKey(boolean isKey) {
    return "specific.avro." + side(isKey) + ".type";
  }

  private static String namingKey(boolean isKey) {
    return side(isKey) + ".subject.name.strategy";
  }

  private static String side(boolean isKey) {
    return isKey ? "key" : "value";
  }

  private static ConfigDef.Validator namingValidator() {
    String names = "TopicNameStrategy, RecordNameStrategy or TopicRecordNameStrategy";
    return LambdaValidator.with(
        (name, value) -> {
          if (SubjectNaming.named(String.valueOf(value)).isEmpty()) {
            throw new ConfigException(name, value, "must be " + names);
          }
        },
        () -> names);
  }

  private static ConfigDef.Validator mustBeTrue() {
    return LambdaValidator.with(
        (name, value) -> {
          if (!Boolean.TRUE.equals(value)) {
            throw new ConfigException(name, value, "only classes that Avro generated are read");
          }
        },
        () -> "true");
  }
}
