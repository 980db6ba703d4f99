package dev.otajobs.serde.registry;

import static org.apache.kafka.common.config.ConfigDef.Importance.HIGH;
import static org.apache.kafka.common.config.ConfigDef.Importance.LOW;
import static org.apache.kafka.common.config.ConfigDef.Importance.MEDIUM;
import static org.apache.kafka.common.config.ConfigDef.Range.between;
import static org.apache.kafka.common.config.ConfigDef.Type.BOOLEAN;
import static org.apache.kafka.common.config.ConfigDef.Type.INT;
import static org.apache.kafka.common.config.ConfigDef.Type.LIST;
import static org.apache.kafka.common.config.ConfigDef.Type.PASSWORD;
import static org.apache.kafka.common.config.ConfigDef.Type.STRING;

import java.util.List;
import java.util.Set;
import org.apache.kafka.common.config.ConfigDef;
import org.apache.kafka.common.config.ConfigDef.LambdaValidator;
import org.apache.kafka.common.config.ConfigDef.Validator;
import org.apache.kafka.common.config.ConfigException;

/** Names, types, defaults and bounds of the registry client's settings. */
final class RegistryDefinition {

  static final String URL = "schema.registry.url";
  static final String BASIC_SOURCE = "basic.auth.credentials.source";
  static final String USER_INFO = "basic.auth.user.info";
  static final String BEARER_SOURCE = "bearer.auth.credentials.source";
  static final String TOKEN = "bearer.auth.token";
  static final String CONNECT_TIMEOUT = "http.connect.timeout.ms";
  static final String READ_TIMEOUT = "http.read.timeout.ms";
  static final String MAX_RETRIES = "max.retries";
  static final String RETRY_WAIT = "retries.wait.ms";
  static final String RETRY_MAX_WAIT = "retries.max.wait.ms";
  static final String NORMALIZE = "normalize.schemas";
  static final String MISSING_WAIT = "missing.id.wait.ms";
  static final String MISSING_TTL = "missing.id.cache.ttl.sec";
  static final String MISSING_SIZE = "missing.cache.size";

  private static final int FIVE_MINUTES = 300_000;
  private static final int MINUTE = 60_000;

  private RegistryDefinition() {}

  static ConfigDef create() {
    ConfigDef definition = new ConfigDef();
    // The default is what a setting with a problem is read as; EndpointSettings refuses it.
    definition.define(URL, LIST, List.of(), HIGH, "Addresses of the registry's API; mandatory");
    defineCredentials(definition);
    defineExchange(definition);
    defineMissing(definition);
    return definition.define(
        NORMALIZE, BOOLEAN, false, LOW, "The registry compares schemas by meaning, not by text");
  }

  private static void defineCredentials(ConfigDef definition) {
    definition
        .define(
            BASIC_SOURCE,
            STRING,
            "URL",
            source("URL", "USER_INFO"),
            MEDIUM,
            "Where user name and password are: in the address, or in " + USER_INFO)
        .define(USER_INFO, PASSWORD, "", MEDIUM, "name:password, for USER_INFO")
        .define(
            BEARER_SOURCE,
            STRING,
            "",
            source("", "STATIC_TOKEN"),
            MEDIUM,
            "STATIC_TOKEN sends the token of " + TOKEN + " and no user name")
        .define(TOKEN, PASSWORD, "", MEDIUM, "The token, for STATIC_TOKEN");
  }

  private static Validator source(String otherwise, String supported) {
    Set<String> known = Set.of(otherwise, supported);
    String text = otherwise.isEmpty() ? supported : otherwise + " or " + supported;
    return LambdaValidator.with(
        (name, value) -> {
          if (!known.contains(value)) {
            throw new ConfigException(
                name, value, "must be " + text + "; other sources are not supported");
          }
        },
        () -> text);
  }

  private static void defineExchange(ConfigDef definition) {
    definition
        .define(
            CONNECT_TIMEOUT, INT, 2_000, between(1, FIVE_MINUTES), LOW, "For a connection, in ms")
        .define(
            READ_TIMEOUT,
            INT,
            5_000,
            between(1, FIVE_MINUTES),
            LOW,
            "For a whole exchange, from the request to the end of the reply, in ms")
        .define(
            MAX_RETRIES, INT, 3, between(0, 100), LOW, "Further rounds over all of the addresses")
        .define(
            RETRY_WAIT,
            INT,
            1_000,
            between(0, MINUTE),
            LOW,
            "Wait before the second round, in ms; it doubles before each further one")
        .define(
            RETRY_MAX_WAIT, INT, 2_000, between(0, MINUTE), LOW, "Longest of these waits, in ms");
  }

  private static void defineMissing(ConfigDef definition) {
    definition
        .define(
            MISSING_WAIT,
            INT,
            2_000,
            between(0, MINUTE),
            LOW,
            "How long an id that the registry does not know is asked for again, in ms")
        .define(
            MISSING_TTL,
            INT,
            30,
            between(0, 3_600),
            LOW,
            "How long such an id is then refused without asking, in seconds")
        .define(MISSING_SIZE, INT, 1_000, between(1, 1_000_000), LOW, "How many such ids are kept");
  }
}
