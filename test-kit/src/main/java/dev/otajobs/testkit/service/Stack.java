package dev.otajobs.testkit.service;

import dev.otajobs.local.LocalBrokers;
import dev.otajobs.local.LocalRegistry;
import java.nio.file.Path;

/** Brokers and a registry, each a child JVM. */
public final class Stack implements AutoCloseable {

  private final Path dir;
  private final LocalBrokers brokers;
  private LocalRegistry registry;

  private Stack(Path dir, LocalBrokers brokers, LocalRegistry registry) {
    this.dir = dir;
    this.brokers = brokers;
    this.registry = registry;
  }

  /**
   * Returns once all of them serve.
   *
   * @param brokers 1 or 3
   */
  public static Stack start(Path dir, int brokers) {
    return withRegistry(dir, LocalBrokers.start(dir.resolve("brokers"), brokers));
  }

  /**
   * One broker, with a second listener at {@code detour} that sends its clients to {@code
   * advertised}, where the caller's proxy is.
   */
  public static Stack startBehind(Path dir, int detour, int advertised) {
    return withRegistry(dir, LocalBrokers.startBehind(dir.resolve("brokers"), detour, advertised));
  }

  private static Stack withRegistry(Path dir, LocalBrokers brokers) {
    try {
      return new Stack(dir, brokers, LocalRegistry.start(dir.resolve("registry")));
    } catch (RuntimeException e) {
      brokers.close();
      throw e;
    }
  }

  public LocalBrokers brokers() {
    return brokers;
  }

  public LocalRegistry registry() {
    return registry;
  }

  /** The brokers' addresses, for {@code bootstrap.servers}. */
  public String bootstrapServers() {
    return brokers.bootstrapServers();
  }

  /** The registry's address, for {@code schema.registry.url}. */
  public String registryUrl() {
    return registry.url();
  }

  /** Starts the registry again, at its port, after it was killed. */
  public void restartRegistry() {
    registry = LocalRegistry.start(dir.resolve("registry"), registry.port());
  }

  @Override
  public void close() {
    registry.close();
    brokers.close();
  }
}
