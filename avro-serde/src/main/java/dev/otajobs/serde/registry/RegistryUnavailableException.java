package dev.otajobs.serde.registry;

import org.apache.kafka.common.errors.RetriableException;

/**
 * No registry could be asked: each was unreachable, too slow or overloaded (429, 5xx), refused the
 * credentials (401, 403), or sent something that is not a registry's answer. It says nothing about
 * the record that the caller has: the caller must try the record again, and must not drop it or
 * make it a dead letter. The message has the address of each registry and what went wrong there,
 * without credentials.
 */
public final class RegistryUnavailableException extends RetriableException {

  private static final long serialVersionUID = 1L;

  RegistryUnavailableException(String message) {
    super(message);
  }
}
