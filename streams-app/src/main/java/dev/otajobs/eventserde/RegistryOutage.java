package dev.otajobs.eventserde;

import java.net.SocketException;
import java.net.SocketTimeoutException;
import java.net.UnknownHostException;
import java.net.http.HttpTimeoutException;
import javax.net.ssl.SSLException;
import org.apache.kafka.common.errors.RetriableException;

/** Tells a registry that does not answer from bytes that are wrong. */
public final class RegistryOutage {

  private RegistryOutage() {}

  /**
   * Whether a deserializer threw this because of the registry. Ours throws a retriable exception;
   * Confluent's wraps what its connection threw. An I/O exception alone says nothing: Avro throws
   * one for bytes that end too early.
   */
  public static boolean isIn(Throwable thrown) {
    for (Throwable cause = thrown; cause != null; cause = cause.getCause()) {
      if (cause instanceof RetriableException
          || cause instanceof SocketException
          || cause instanceof SocketTimeoutException
          || cause instanceof UnknownHostException
          || cause instanceof HttpTimeoutException
          || cause instanceof SSLException) {
        return true;
      }
    }
    return false;
  }
}
