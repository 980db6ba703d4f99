package dev.otajobs.local;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.URISyntaxException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.stream.Stream;

/** Where the build has put the jars that run the broker and the registry. */
record StackHome(Path path) {
  static final String PROPERTY = "local.stack.home";

  /** The directory named by the system property, else {@code target/stack} beside these classes. */
  static StackHome find() {
    String given = System.getProperty(PROPERTY);
    Path path = given == null ? besides(codeSource()) : Path.of(given);
    if (!Files.isDirectory(path.resolve("kafka")) || !Files.isDirectory(path.resolve("registry"))) {
      throw new LocalStackException(
          "No broker and registry at %s: build local-stack (mvn package) or set -D%s."
              .formatted(path, PROPERTY));
    }
    return new StackHome(path.toAbsolutePath());
  }

  /**
   * Both {@code target/classes} and {@code target/local-stack-x.jar} have the stack next to them.
   */
  static Path besides(Path classesOrJar) {
    return classesOrJar.resolveSibling("stack");
  }

  static Path codeSource() {
    try {
      return Path.of(StackHome.class.getProtectionDomain().getCodeSource().getLocation().toURI());
    } catch (URISyntaxException e) {
      throw new LocalStackException("Cannot tell where the classes of local-stack lie.", e);
    }
  }

  String kafkaClassPath() {
    return path.resolve("kafka") + "/*";
  }

  Path registryJar() {
    try (Stream<Path> files = Files.list(path.resolve("registry"))) {
      return files
          .filter(file -> file.toString().endsWith("-runner.jar"))
          .findFirst()
          .orElseThrow(() -> new LocalStackException("No registry in " + path));
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }
}
