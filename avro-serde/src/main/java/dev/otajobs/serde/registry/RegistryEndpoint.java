package dev.otajobs.serde.registry;

import java.net.URI;
import java.util.Optional;
import org.apache.kafka.common.config.types.Password;

/**
 * The address of one registry.
 *
 * @param base an http or https address without user name, password, query, fragment or trailing
 *     slash
 * @param authorization the value of the Authorization header; it is hidden when printed
 */
public record RegistryEndpoint(URI base, Optional<Password> authorization) {

  /** The address of a path that begins with a slash. */
  URI resolve(String path) {
    return URI.create(base + path);
  }

  /** The address, without credentials. */
  @Override
  public String toString() {
    return base.toString();
  }
}
