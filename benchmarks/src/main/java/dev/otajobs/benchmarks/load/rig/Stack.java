package dev.otajobs.benchmarks.load.rig;

import dev.otajobs.local.LocalBroker;
import dev.otajobs.local.LocalRegistry;
import java.nio.file.Path;

/** A broker and a registry, each a child JVM. */
public record Stack(LocalBroker broker, LocalRegistry registry) implements AutoCloseable {

  /** Returns once both serve. */
  public static Stack start(Path dir) {
    LocalBroker broker = LocalBroker.start(dir);
    try {
      return new Stack(broker, LocalRegistry.start(dir));
    } catch (RuntimeException e) {
      broker.close();
      throw e;
    }
  }

  @Override
  public void close() {
    registry.close();
    broker.close();
  }
}
