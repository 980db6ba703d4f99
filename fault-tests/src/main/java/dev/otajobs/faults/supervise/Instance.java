package dev.otajobs.faults.supervise;

import dev.otajobs.local.ChildProcess;
import dev.otajobs.local.Jvm;
import dev.otajobs.local.LocalStackException;
import java.io.File;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.OptionalInt;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;

/** One instance of the service: a child JVM that can be killed and started again in its place. */
public final class Instance implements AutoCloseable {

  private static final Duration START = Duration.ofSeconds(90);

  private final Path home;
  private final InstancePlace place;
  private final List<Path> classPath;
  private final Map<String, String> settings;
  private final OpsClient ops;
  private @Nullable ChildProcess process;

  /**
   * @param home for settings and log
   * @param classPath what stands before the service's jar, and the jar
   * @param settings all of them
   */
  Instance(Path home, InstancePlace place, List<Path> classPath, Map<String, String> settings) {
    this.home = home;
    this.place = place;
    this.classPath = List.copyOf(classPath);
    this.settings = Map.copyOf(settings);
    this.ops = new OpsClient(place.httpPort());
  }

  public String name() {
    return place.name();
  }

  public int port() {
    return place.httpPort();
  }

  public InstancePlace place() {
    return place;
  }

  public Path stateDir() {
    return place.stateDir();
  }

  /** Probes and metrics. */
  public OpsClient ops() {
    return ops;
  }

  /** Starts the process; it is not ready yet. */
  public Instance launch() {
    List<String> arguments = new ArrayList<>();
    // Without the second compiler: on two cores the start of one instance would starve the others.
    arguments.addAll(
        List.of("-Xmx320m", "-Xss512k", "-XX:+UseSerialGC", "-XX:TieredStopAtLevel=1", "-cp"));
    arguments.add(
        classPath.stream().map(Path::toString).collect(Collectors.joining(File.pathSeparator)));
    arguments.addAll(
        List.of("dev.otajobs.app.Main", "serve", "--config", writeSettings().toString()));
    process = ChildProcess.start(home, name(), Jvm.command(arguments));
    return this;
  }

  /** Returns once the instance is ready. */
  public Instance awaitReady() {
    process().awaitReady(ops::isReady, START);
    return this;
  }

  /**
   * The child JVM of the last start.
   *
   * @throws IllegalStateException if it was never started
   */
  public ChildProcess process() {
    if (process == null) {
      throw new IllegalStateException(name() + " was not started");
    }
    return process;
  }

  public boolean isAlive() {
    return process != null && process.isAlive();
  }

  /** SIGKILL. */
  public void kill() {
    process().kill();
  }

  /** SIGTERM; how long the process took to end. */
  public Duration stop() {
    long start = System.nanoTime();
    process().close();
    return Duration.ofNanos(System.nanoTime() - start);
  }

  /** Its exit code, if it ends in time by itself. */
  public OptionalInt awaitExit(Duration atMost) {
    Await.until(atMost, () -> !isAlive());
    return process().exitCode();
  }

  @Override
  public void close() {
    if (isAlive()) {
      try {
        process().resume();
      } catch (LocalStackException e) {
        // It ended in the meantime, which is what is wanted.
        assert !isAlive();
      }
      process().close();
    }
  }

  private Path writeSettings() {
    Path file = home.resolve(name() + ".properties");
    String text =
        settings.entrySet().stream()
            .map(entry -> entry.getKey() + "=" + entry.getValue())
            .sorted()
            .collect(Collectors.joining("\n", "", "\n"));
    try {
      Files.createDirectories(home);
      return Files.writeString(file, text);
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }
}
