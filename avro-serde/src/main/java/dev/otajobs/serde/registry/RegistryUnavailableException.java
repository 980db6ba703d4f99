package dev.otajobs.serde.registry;

import org.apache.kafka.common.errors.RetriableException;

/**
 * No registry could be asked: unreachable, too slow, overloaded (429, 5xx), refusing our
 * credentials (401, 403) or answering with something that is not a registry's answer. It says
 * nothing about the record in hand, which must be tried again and never be dropped or dead-lettered
 * for it. The message names each registry's address and trouble, without credentials.
 */
public final class RegistryUnavailableException extends RetriableException {

  private static final long serialVersionUID = 1L;

  RegistryUnavailableException(String message) {
    super(message);
  }
}
