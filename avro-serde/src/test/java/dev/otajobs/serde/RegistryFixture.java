package dev.otajobs.serde;

import dev.otajobs.local.LocalRegistry;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;

/** A real registry, started once for all tests of this JVM. */
final class RegistryFixture {

  private static final LocalRegistry REGISTRY = start();

  private RegistryFixture() {}

  /** Its address, with the path of Confluent's API. */
  static String url() {
    return REGISTRY.url();
  }

  private static LocalRegistry start() {
    LocalRegistry registry = LocalRegistry.start(newDirectory());
    Runtime.getRuntime().addShutdownHook(new Thread(registry::close));
    return registry;
  }

  /** A new directory in target, which a clean build starts without. */
  private static Path newDirectory() {
    try {
      Path parent = Files.createDirectories(Path.of("target", "it").toAbsolutePath());
      return Files.createTempDirectory(parent, "registry-");
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }
}
