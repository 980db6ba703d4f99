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
 * Starts programs as child JVMs.
 *
 * @param dir for logs
 * @param flags of each JVM but the peers'
 */
public record Programs(Path dir, List<String> flags) {

  /** The service and its ceilings run with these unless told otherwise. */
  public static final String DEFAULT_FLAGS = "-Xmx192m -XX:+UseSerialGC";

  /** More heap than the service has, so that nobody can say that they were starved. */
  private static final List<String> PEER_FLAGS = List.of("-Xmx320m", "-XX:+UseSerialGC");

  /** As in the Dockerfile. */
  private static final String ENVIRONMENT = "MALLOC_ARENA_MAX=2";

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
    List<String> line = new ArrayList<>(List.of("env", ENVIRONMENT));
    environment.forEach((key, value) -> line.add(key + "=" + value));
    List<String> arguments = new ArrayList<>(PEER_FLAGS);
    arguments.addAll(List.of("-jar", jar.toAbsolutePath().toString()));
    line.addAll(Jvm.command(arguments));
    return ChildProcess.start(dir, name, line);
  }

  private ChildProcess start(String name, List<String> arguments) {
    List<String> all = new ArrayList<>(flags);
    all.addAll(arguments);
    List<String> line = new ArrayList<>(List.of("env", ENVIRONMENT));
    line.addAll(Jvm.command(all));
    return ChildProcess.start(dir, name, line);
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
