package dev.otajobs.serde.registry;

import java.net.URI;
import java.util.Optional;
import org.apache.kafka.common.config.types.Password;

/**
 * One registry's address.
 *
 * @param base http or https, without user information, query, fragment or a slash at the end
 * @param authorization the value of the Authorization header; hidden when printed
 */
public record RegistryEndpoint(URI base, Optional<Password> authorization) {

  URI resolve(String path) {
    return URI.create(base + path);
  }

  @Override
  public String toString() {
    return base.toString();
  }
}
