package dev.otajobs.it;

import dev.otajobs.local.LocalBroker;
import dev.otajobs.local.LocalRegistry;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;

/** A real broker and a real registry, started once for all tests of this JVM. */
public final class RealStack {

  private static final RealStack INSTANCE = new RealStack();

  private final LocalBroker broker;
  private final LocalRegistry registry;

  private RealStack() {
    Path dir = newDirectory("stack");
    broker = LocalBroker.start(dir.resolve("broker"));
    registry = LocalRegistry.start(dir.resolve("registry"));
    Runtime.getRuntime().addShutdownHook(new Thread(this::stop));
  }

  public static RealStack get() {
    return INSTANCE;
  }

  public String bootstrapServers() {
    return broker.bootstrapServers();
  }

  public String registryUrl() {
    return registry.url();
  }

  /** A new directory in target, which a clean build starts without. */
  static Path newDirectory(String name) {
    try {
      Path parent = Files.createDirectories(Path.of("target", "it").toAbsolutePath());
      return Files.createTempDirectory(parent, name + "-");
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  private void stop() {
    registry.close();
    broker.close();
  }
}
