package dev.otajobs.benchmarks.load.rig;

import dev.otajobs.local.ChildProcess;
import dev.otajobs.local.Ports;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Map;
import java.util.TreeMap;
import java.util.stream.Collectors;

/**
 * A running instance of the service.
 *
 * @param startedAt {@link System#nanoTime} when its process was started
 */
public record Instance(
    String name, InstanceSettings settings, int port, ChildProcess process, long startedAt)
    implements AutoCloseable {

  private static final Duration START = Duration.ofMinutes(4);

  /** Starts it at a free port; it is not ready yet. */
  public static Instance launch(Programs programs, String name, InstanceSettings settings) {
    int port = Ports.free();
    Map<String, String> all = new TreeMap<>(settings.values());
    all.put("http.port", Integer.toString(port));
    Path file =
        Accounts.privately(
            programs.dir().resolve(name + ".properties"),
            all.entrySet().stream()
                .map(entry -> entry.getKey() + "=" + entry.getValue())
                .collect(Collectors.joining("\n", "", "\n")));
    long startedAt = System.nanoTime();
    return new Instance(name, settings, port, programs.service(name, file), startedAt);
  }

  /** Returns once all that stood in its partitions is folded. */
  public Instance awaitReady() {
    readyAfter();
    return this;
  }

  /** The same; says how long after its start. */
  public Duration readyAfter() {
    Probe probe = probe();
    process.awaitReady(probe::isReady, START);
    return age();
  }

  public Probe probe() {
    return new Probe(port);
  }

  public Path stateDir() {
    return Path.of(String.valueOf(settings.values().get("state.dir")));
  }

  /** How long ago its process was started. */
  public Duration age() {
    return Duration.ofNanos(System.nanoTime() - startedAt);
  }

  /** An orderly stop. */
  @Override
  public void close() {
    process.close();
  }
}
