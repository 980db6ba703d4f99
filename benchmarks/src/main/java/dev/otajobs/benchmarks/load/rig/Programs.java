package dev.otajobs.benchmarks.load.rig;

import dev.otajobs.app.Main;
import dev.otajobs.local.ChildProcess;
import dev.otajobs.local.Jvm;
import java.net.URISyntaxException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;

/**
 * Starts programs as child JVMs, all with the same flags, so that none has an advantage.
 *
 * @param dir for logs
 * @param flags of each JVM
 */
public record Programs(Path dir, List<String> flags) {

  /** Serves and measures with these unless told otherwise. */
  public static final String DEFAULT_FLAGS = "-Xmx320m -XX:+UseSerialGC";

  public Programs {
    flags = List.copyOf(flags);
  }

  /** The same with one JVM flag more. */
  public Programs with(String flag) {
    List<String> more = new ArrayList<>(flags);
    more.add(flag);
    return new Programs(dir, more);
  }

  /** The packaged service. */
  public ChildProcess service(String name, Path settings) {
    return start(
        name, List.of("-jar", serviceJar().toString(), "serve", "--config", settings.toString()));
  }

  /** A program of this module. */
  public ChildProcess ours(String name, Class<?> main, List<String> arguments) {
    List<String> line = new ArrayList<>();
    line.add("-Dorg.apache.avro.SERIALIZABLE_PACKAGES=dev.otajobs.events");
    line.addAll(List.of("-cp", System.getProperty("java.class.path"), main.getName()));
    line.addAll(arguments);
    return start(name, line);
  }

  /** Another one, packaged to be started with {@code java -jar}. */
  public ChildProcess foreign(String name, Path jar, Map<String, String> environment) {
    List<String> line = new ArrayList<>(List.of("env"));
    environment.forEach((key, value) -> line.add(key + "=" + value));
    List<String> arguments = new ArrayList<>(flags);
    arguments.addAll(List.of("-jar", jar.toAbsolutePath().toString()));
    line.addAll(Jvm.command(arguments));
    return ChildProcess.start(dir, name, line);
  }

  private ChildProcess start(String name, List<String> arguments) {
    List<String> line = new ArrayList<>(flags);
    line.addAll(arguments);
    return ChildProcess.start(dir, name, Jvm.command(line));
  }

  /**
   * Where the build has put the service, its libraries beside it.
   *
   * @throws IllegalStateException if it is not packaged
   */
  public static Path serviceJar() {
    try {
      Path code =
          Path.of(Main.class.getProtectionDomain().getCodeSource().getLocation().toURI())
              .toAbsolutePath();
      Path jar = Files.isDirectory(code) ? code.resolveSibling("streams-app.jar") : code;
      if (!Files.isRegularFile(jar) || !Files.isDirectory(jar.resolveSibling("lib"))) {
        throw new IllegalStateException("No packaged service at " + jar + ": run mvn package.");
      }
      return jar;
    } catch (URISyntaxException e) {
      throw new IllegalStateException("Cannot tell where the service's classes lie.", e);
    }
  }
}
