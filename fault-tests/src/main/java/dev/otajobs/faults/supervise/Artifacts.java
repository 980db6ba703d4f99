package dev.otajobs.faults.supervise;

import dev.otajobs.app.Main;
import java.net.URISyntaxException;
import java.nio.file.Files;
import java.nio.file.Path;

/**
 * What the build has packaged.
 *
 * @param jar of the service; its libraries lie beside it in {@code lib}
 * @param sources of the service, for planted defects
 */
public record Artifacts(Path jar, Path sources) {

  private static final String PROPERTY = "faults.service.jar";

  /**
   * Looks beside the classes of the service that this JVM runs with.
   *
   * @throws IllegalStateException if the service is not packaged
   */
  public static Artifacts find() {
    String given = System.getProperty(PROPERTY);
    Path code = given == null ? codeSource() : Path.of(given);
    Path jar = Files.isDirectory(code) ? code.resolveSibling("streams-app.jar") : code;
    if (!Files.isRegularFile(jar) || !Files.isDirectory(jar.resolveSibling("lib"))) {
      throw new IllegalStateException(
          "No packaged service at %s: run mvn package, or set -D%s.".formatted(jar, PROPERTY));
    }
    Path absolute = jar.toAbsolutePath().normalize();
    // The jar lies in the module's target.
    return new Artifacts(absolute, absolute.resolveSibling("../src/main/java").normalize());
  }

  private static Path codeSource() {
    try {
      return Path.of(Main.class.getProtectionDomain().getCodeSource().getLocation().toURI());
    } catch (URISyntaxException e) {
      throw new IllegalStateException("Cannot tell where the service's classes lie.", e);
    }
  }
}
