package dev.otajobs.local;

import java.nio.file.Path;
import java.time.Duration;
import java.util.List;

/**
 * A Kafka broker, its own controller, in a child JVM on 127.0.0.1. Its data stay in its directory:
 * start it there again and it has them.
 */
public final class LocalBroker implements AutoCloseable {
  private static final Duration FORMAT_TIMEOUT = Duration.ofSeconds(60);
  private static final Duration START_TIMEOUT = Duration.ofSeconds(60);
  static final String NAME = "broker";

  private final ChildProcess process;
  private final int port;

  private LocalBroker(ChildProcess process, int port) {
    this.process = process;
    this.port = port;
  }

  /** Starts at a free port. */
  public static LocalBroker start(Path dir) {
    return start(dir, Ports.free());
  }

  /**
   * Returns once clients can connect.
   *
   * @param dir for {@code broker/}, {@code log/broker.log} and {@code run/broker.pid}
   * @throws LocalStackException if the port is in use or the broker does not come up
   */
  public static LocalBroker start(Path dir, int port) {
    Path home = dir.toAbsolutePath().normalize();
    Ports.requireFree(NAME, port);
    BrokerFiles files = new BrokerFiles(home.resolve(NAME));
    files.write(port, Ports.free());
    if (!files.formatted()) {
      ChildProcess.run(home, "format", format(files), FORMAT_TIMEOUT);
    }
    ChildProcess process = ChildProcess.start(home, NAME, serve(files));
    try {
      process.awaitReady(() -> Ports.accepts(port), START_TIMEOUT);
    } catch (LocalStackException e) {
      process.close();
      throw e;
    }
    return new LocalBroker(process, port);
  }

  public String bootstrapServers() {
    return "127.0.0.1:" + port;
  }

  public int port() {
    return port;
  }

  public long pid() {
    return process.pid();
  }

  /** SIGKILL. */
  public void kill() {
    process.kill();
  }

  /** An orderly stop; forced if it takes too long. */
  @Override
  public void close() {
    process.close();
  }

  ChildProcess process() {
    return process;
  }

  private static List<String> format(BrokerFiles files) {
    return kafka(
        files,
        List.of("-Xmx128m", "-XX:TieredStopAtLevel=1"),
        List.of(
            "kafka.tools.StorageTool",
            "format",
            "--cluster-id",
            BrokerFiles.newClusterId(),
            "--config",
            files.settings().toString()));
  }

  private static List<String> serve(BrokerFiles files) {
    return kafka(
        files,
        List.of("-Xms256m", "-Xmx384m"),
        List.of("kafka.Kafka", files.settings().toString()));
  }

  private static List<String> kafka(BrokerFiles files, List<String> size, List<String> main) {
    return Jvm.command(
        Lists.concat(
            size,
            List.of(
                "-XX:+UseSerialGC",
                "-Djava.awt.headless=true",
                "-Dlog4j2.configurationFile=" + files.logging().toUri(),
                "-cp",
                StackHome.find().kafkaClassPath()),
            main));
  }
}
