package dev.otajobs.benchmarks.load.rig;

import dev.otajobs.local.ChildProcess;
import dev.otajobs.testkit.service.ServiceProgram;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;

/**
 * Starts programs as child JVMs.
 *
 * @param service how the service is started; its flags are those of each JVM but the peers'
 */
public record Programs(ServiceProgram service) {

  /** The service and its ceilings run with these unless told otherwise. */
  public static final String DEFAULT_FLAGS =
      "-Xmx192m -XX:+UseSerialGC -XX:-UseDynamicNumberOfCompilerThreads";

  /** More heap than the service has, so that nobody can say that they were starved. */
  private static final List<String> PEER_FLAGS =
      List.of("-Xmx320m", "-XX:+UseSerialGC", "-XX:-UseDynamicNumberOfCompilerThreads");

  /** As in the Dockerfile. */
  private static final List<String> ENVIRONMENT = List.of("MALLOC_ARENA_MAX=2");

  private static final Duration START = Duration.ofMinutes(4);

  /**
   * Programs with these flags.
   *
   * @param dir for settings and logs
   */
  static Programs of(Path dir, List<String> flags) {
    return new Programs(new ServiceProgram(dir, START, ENVIRONMENT, flags, List.of()));
  }

  /** The same with one JVM flag more. */
  public Programs with(String flag) {
    return new Programs(service.with(flag));
  }

  /** A program of this module. */
  public ChildProcess ours(String name, Class<?> main, List<String> arguments) {
    List<String> line = new ArrayList<>();
    line.add("-Dorg.apache.avro.SERIALIZABLE_PACKAGES=dev.otajobs.events");
    line.addAll(List.of("-cp", System.getProperty("java.class.path"), main.getName()));
    line.addAll(arguments);
    return service.start(name, line);
  }

  /** Another one, packaged to be started with {@code java -jar}. */
  public ChildProcess foreign(String name, Path jar, Map<String, String> environment) {
    List<String> all = new ArrayList<>(ENVIRONMENT);
    environment.forEach((key, value) -> all.add(key + "=" + value));
    return new ServiceProgram(service.home(), START, all, PEER_FLAGS, List.of())
        .start(name, List.of("-jar", jar.toAbsolutePath().toString()));
  }
}
