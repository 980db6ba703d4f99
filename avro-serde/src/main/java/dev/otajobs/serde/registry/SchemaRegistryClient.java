package dev.otajobs.serde.registry;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.otajobs.serde.registry.RegistryReply.Done;
import dev.otajobs.serde.registry.RegistryReply.Missing;
import dev.otajobs.serde.registry.RegistryReply.Refused;
import dev.otajobs.serde.registry.RegistryReply.Trouble;
import java.time.Duration;
import java.util.function.LongSupplier;
import org.apache.avro.Schema;
import org.apache.kafka.common.errors.SerializationException;

/**
 * A client of a schema registry with Confluent's HTTP API. Its connections and caches are its own.
 * Many threads may use it. Each method may take as long as {@link RegistryConfig} allows, and
 * throws
 *
 * <ul>
 *   <li>{@link SerializationException} if the registry says that something is wrong, such as an
 *       unknown id or an incompatible schema;
 *   <li>{@link RegistryUnavailableException} if the registry could not be asked;
 *   <li>{@link org.apache.kafka.common.errors.InterruptException} if the thread is interrupted
 *       while it waits.
 * </ul>
 */
public final class SchemaRegistryClient {

  /** Of the texts of all schemas that are kept; the objects made of them take a multiple. */
  private static final long MAX_CHARACTERS = 4 * 1024 * 1024;

  private static final int[] MISSING_STEPS = {1, 2, 5};

  private final RegistryConfig config;
  private final RegistryHttp http;
  private final SchemaText text;
  private final RefusedIds refused;
  private final WaitBudget waits;
  private final LoadingCache<Integer, SchemaText.Parsed> schemas;

  /** Makes a client, which does not connect before its first request. */
  public SchemaRegistryClient(RegistryConfig config) {
    this(config, System::nanoTime);
  }

  SchemaRegistryClient(RegistryConfig config, LongSupplier nanoClock) {
    this.config = config;
    this.http = new RegistryHttp(config);
    this.text = new SchemaText(this::referenced);
    this.refused = new RefusedIds(config.missingTtl(), config.missingSize(), nanoClock);
    this.waits = new WaitBudget(config.missingWait(), nanoClock);
    this.schemas = new LoadingCache<>(MAX_CHARACTERS, SchemaText.Parsed::characters, this::load);
  }

  /**
   * The schema of an id. The schema of an id never changes, so those of the last 4 million
   * characters are cached. An id that the registry does not know is asked for again within {@link
   * RegistryConfig#missingWait}, because registries replicate asynchronously; not again if other
   * ids have used up that time (see {@link WaitBudget}). After that it is refused without asking
   * for {@link RegistryConfig#missingTtl}. So is an id whose schema is not Avro.
   */
  public Schema schema(int id) {
    return schemas.get(id).schema();
  }

  /**
   * Registers {@code schema} under {@code subject}, unless it is registered there already.
   *
   * @return the schema's id
   */
  public int register(String subject, Schema schema) {
    return idOf(subject, schema, RegistryPaths.subject(subject) + "/versions", "registered under");
  }

  /**
   * Looks {@code schema} up, which must be registered under {@code subject}.
   *
   * @return the schema's id
   */
  public int lookup(String subject, Schema schema) {
    return idOf(subject, schema, RegistryPaths.subject(subject), "found under");
  }

  /** The latest version of {@code subject}, which is not cached. */
  public RegisteredSchema latest(String subject) {
    String what = "the latest version of subject " + subject;
    JsonNode body = done(http.get(RegistryPaths.version(subject, "latest")), what);
    return new RegisteredSchema(
        id(body), body.path("version").asInt(), text.parse(what, requireSchema(body)).schema());
  }

  private SchemaText.Parsed load(int id) {
    refused
        .reason(id)
        .ifPresent(
            reason -> {
              throw new SerializationException(reason);
            });
    try {
      return text.parse("schema id " + id, requireSchema(fetch(id)));
    } catch (SerializationException e) {
      refused.add(id, String.valueOf(e.getMessage()));
      throw e;
    }
  }

  private JsonNode fetch(int id) {
    String path = RegistryPaths.id(id);
    RegistryReply reply = http.get(path);
    for (int step : MISSING_STEPS) {
      Duration wait = config.missingWait().multipliedBy(step).dividedBy(8);
      if (!(reply instanceof Missing) || !waits.take(wait)) {
        break;
      }
      Retries.sleep(wait.toMillis());
      http.preferNext();
      reply = http.get(path);
    }
    if (reply instanceof Missing) {
      throw new SerializationException("schema id " + id + " is unknown to the registry");
    }
    return done(reply, "schema id " + id);
  }

  private int idOf(String subject, Schema schema, String path, String verb) {
    ObjectNode body = JsonNodeFactory.instance.objectNode().put("schema", schema.toString());
    RegistryReply reply = http.post(path + (config.normalize() ? "?normalize=true" : ""), body);
    return id(done(reply, schema.getFullName() + " cannot be " + verb + " subject " + subject));
  }

  private JsonNode referenced(String path) {
    RegistryReply reply = http.get(path);
    if (reply instanceof Done done) {
      return requireSchema(done.body());
    }
    // The registry took the schema, so what it refers to exists: this is the registry's trouble.
    throw new RegistryUnavailableException("The registry has no " + path + " that a schema needs");
  }

  private static JsonNode done(RegistryReply reply, String what) {
    if (reply instanceof Done done) {
      return done.body();
    }
    if (reply instanceof Missing missing) {
      throw new SerializationException(what + ": not in the registry: " + missing.message());
    }
    if (reply instanceof Refused refusal) {
      throw new SerializationException(what + ": the registry refuses it: " + refusal.message());
    }
    throw new RegistryUnavailableException(what + ": " + ((Trouble) reply).reason());
  }

  private static int id(JsonNode body) {
    if (!body.path("id").canConvertToInt()) {
      throw new RegistryUnavailableException("The registry's reply holds no id");
    }
    return body.path("id").asInt();
  }

  private static JsonNode requireSchema(JsonNode body) {
    if (!body.path("schema").isTextual()) {
      throw new RegistryUnavailableException("The registry's reply holds no schema");
    }
    return body;
  }
}
