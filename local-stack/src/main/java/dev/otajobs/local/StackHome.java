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

  /** The directory named by the system property, else the one that the build has made. */
  static StackHome find() {
    String given = System.getProperty(PROPERTY);
    Path path = given == null ? built(codeSource()) : Path.of(given);
    if (!Files.isDirectory(path.resolve("kafka")) || !Files.isDirectory(path.resolve("registry"))) {
      throw new LocalStackException(
          "No broker and registry at %s: build local-stack (mvn package) or set -D%s."
              .formatted(path, PROPERTY));
    }
    return new StackHome(path.toAbsolutePath());
  }

  /**
   * {@code target/stack} of this module. These classes are in its {@code target/classes}, in its
   * {@code target/local-stack-x.jar}, or in {@code target/lib} of a module beside it.
   */
  static Path built(Path classesOrJar) {
    Path directory = classesOrJar.toAbsolutePath().resolveSibling("").normalize();
    return directory.endsWith("target/lib")
        ? directory.resolve("../../../local-stack/target/stack").normalize()
        : directory.resolve("stack");
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
