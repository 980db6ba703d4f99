package dev.otajobs.testkit.service;

import dev.otajobs.local.Await;
import dev.otajobs.local.ChildProcess;
import dev.otajobs.local.LocalStackException;
import dev.otajobs.local.Ports;
import java.nio.file.Path;
import java.time.Duration;
import java.util.OptionalInt;
import org.jspecify.annotations.Nullable;

/**
 * One instance of the service: a child JVM that can be killed and started again with the same
 * settings, ports and store. Not safe for several threads.
 */
public final class Instance implements AutoCloseable {

  private final String name;
  private ServiceProgram program;
  private final ServiceSettings settings;
  private final int port;
  private final Probe probe;
  private @Nullable ChildProcess process;
  private long launchedAt;

  /**
   * An instance that is not started yet; it will listen at a free port.
   *
   * @param name of its log and of its settings file
   */
  public Instance(String name, ServiceProgram program, ServiceSettings settings) {
    this.name = name;
    this.program = program;
    this.port = Ports.free();
    this.settings = settings.with("http.port", port);
    this.probe = new Probe(port);
  }

  public String name() {
    return name;
  }

  public ServiceSettings settings() {
    return settings;
  }

  /** Where it listens for callers. */
  public int port() {
    return port;
  }

  /** Where it listens for its peers. */
  public int peerPort() {
    String address = settings.get("peer.listen");
    return Integer.parseInt(address.substring(address.lastIndexOf(':') + 1));
  }

  public Path stateDir() {
    return Path.of(settings.get("state.dir"));
  }

  public Probe probe() {
    return probe;
  }

  /** From its next start on it is this program, with the same settings, ports and store. */
  public void become(ServiceProgram next) {
    program = next;
  }

  /** Starts the process; it is not ready yet. */
  public Instance launch() {
    Path file = settings.write(program.home().resolve(name + ".properties"));
    launchedAt = System.nanoTime();
    process = program.serve(name, file);
    return this;
  }

  /** Returns once the instance is ready: all that stood in its partitions is folded. */
  public Instance awaitReady() {
    process().awaitReady(probe::isReady, program.patience());
    return this;
  }

  /** How long ago its process was started. */
  public Duration age() {
    return Duration.ofNanos(System.nanoTime() - launchedAt);
  }

  /**
   * The child JVM of the last start.
   *
   * @throws IllegalStateException if it was never started
   */
  public ChildProcess process() {
    if (process == null) {
      throw new IllegalStateException(name + " was not started");
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

  /** An orderly stop, also of a process that stands still. */
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
}
