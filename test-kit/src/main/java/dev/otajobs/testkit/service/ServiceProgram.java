package dev.otajobs.testkit.service;

import dev.otajobs.local.ChildProcess;
import dev.otajobs.local.Jvm;
import java.io.File;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/**
 * How the packaged service is started.
 *
 * @param home for settings, logs and pid files
 * @param patience how long an instance may take until it is ready
 * @param environment variables, as {@code NAME=VALUE}
 * @param flags of the JVM
 * @param replaced directories of classes, or another jar of the service, that stand before its jar
 */
public record ServiceProgram(
    Path home,
    Duration patience,
    List<String> environment,
    List<String> flags,
    List<Path> replaced) {

  private static final String MAIN = "dev.otajobs.app.Main";

  public ServiceProgram {
    environment = List.copyOf(environment);
    flags = List.copyOf(flags);
    replaced = List.copyOf(replaced);
  }

  /** The same with one JVM flag more. */
  public ServiceProgram with(String flag) {
    List<String> more = new ArrayList<>(flags);
    more.add(flag);
    return new ServiceProgram(home, patience, environment, more, replaced);
  }

  /** The same with nothing before the service's jar. */
  public ServiceProgram asPackaged() {
    return new ServiceProgram(home, patience, environment, flags, List.of());
  }

  /** Starts an instance with the settings in this file; it is not ready yet. */
  public ChildProcess serve(String name, Path settings) {
    Path jar = ServiceJar.find().path();
    List<String> line =
        replaced.isEmpty() ? List.of("-jar", jar.toString()) : List.of("-cp", classPath(jar), MAIN);
    List<String> all = new ArrayList<>(line);
    all.addAll(List.of("serve", "--config", settings.toString()));
    return start(name, all);
  }

  /**
   * Starts any Java program with this environment and these flags.
   *
   * @param arguments further JVM options, the main class or {@code -jar}, and its arguments
   */
  public ChildProcess start(String name, List<String> arguments) {
    List<String> line = new ArrayList<>(List.of("env"));
    line.addAll(environment);
    line.addAll(Jvm.command(Stream.concat(flags.stream(), arguments.stream()).toList()));
    return ChildProcess.start(home, name, line);
  }

  private String classPath(Path jar) {
    return Stream.concat(replaced.stream(), Stream.of(jar))
        .map(Path::toString)
        .collect(Collectors.joining(File.pathSeparator));
  }
}
