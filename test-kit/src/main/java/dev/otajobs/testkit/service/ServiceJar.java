package dev.otajobs.testkit.service;

import java.net.URISyntaxException;
import java.nio.file.Files;
import java.nio.file.Path;

/**
 * The packaged service.
 *
 * @param path of the jar; its libraries lie beside it in {@code lib}
 */
public record ServiceJar(Path path) {

  private static final String PROPERTY = "service.jar";

  /**
   * Looks where the build has put it: in {@code target} of the module {@code streams-app}, beside
   * this module. The system property {@code service.jar} names another place.
   *
   * @throws IllegalStateException if the service is not packaged
   */
  public static ServiceJar find() {
    String given = System.getProperty(PROPERTY);
    Path jar = (given == null ? besideThisModule() : Path.of(given)).toAbsolutePath().normalize();
    if (!Files.isRegularFile(jar) || !Files.isDirectory(jar.resolveSibling("lib"))) {
      throw new IllegalStateException(
          "No packaged service at %s: run mvn package, or set -D%s.".formatted(jar, PROPERTY));
    }
    return new ServiceJar(jar);
  }

  /** The directory of its libraries. */
  public Path libraries() {
    return path.resolveSibling("lib");
  }

  /** The root of its sources, where the jar lies in its module. */
  public Path sources() {
    return path.resolveSibling("../src/main/java").normalize();
  }

  /** This code lies in this module's {@code target}, as classes or as a jar. */
  private static Path besideThisModule() {
    try {
      Path code =
          Path.of(ServiceJar.class.getProtectionDomain().getCodeSource().getLocation().toURI());
      return code.resolveSibling("../../streams-app/target/streams-app.jar");
    } catch (URISyntaxException e) {
      throw new IllegalStateException("Cannot tell where the classes of test-kit lie.", e);
    }
  }
}
