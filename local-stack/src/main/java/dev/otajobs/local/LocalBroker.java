package dev.otajobs.local;

import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Optional;

/**
 * A Kafka broker, its own controller, in a child JVM on 127.0.0.1. Its data stay in its directory:
 * start it there again and it has them.
 */
public final class LocalBroker implements AutoCloseable {
  private static final Duration FORMAT_TIMEOUT = Duration.ofSeconds(60);
  private static final Duration START_TIMEOUT = Duration.ofSeconds(60);
  static final String NAME = "broker";

  private final ChildProcess process;
  private final BrokerNode node;

  LocalBroker(ChildProcess process, BrokerNode node) {
    this.process = process;
    this.node = node;
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
    return start(dir, port, SharedClasses.NONE);
  }

  /**
   * Starts at free ports, with a second listener at {@link #securedServers()}: its clients need
   * TLS, SCRAM-SHA-512 or OAUTHBEARER, and ACLs. Clients of {@link #bootstrapServers()} may do
   * everything.
   *
   * @param dir as in {@link #start(Path, int)}
   */
  public static LocalBroker startSecured(Path dir) {
    SecuredListener listener = SecuredListener.at(Ports.free(), dir);
    return start(dir, BrokerNode.secured(Ports.free(), listener), BrokerFiles.newClusterId())
        .awaitReady();
  }

  static LocalBroker start(Path dir, int port, SharedClasses classes) {
    BrokerNode node = BrokerNode.single(port, Optional.empty());
    return start(dir, node, BrokerFiles.newClusterId(), classes).awaitReady();
  }

  /** Starts the process, which does not serve yet. */
  static LocalBroker start(Path dir, BrokerNode node) {
    return start(dir, node, BrokerFiles.newClusterId());
  }

  static LocalBroker start(Path dir, BrokerNode node, String clusterId) {
    return start(dir, node, clusterId, SharedClasses.NONE);
  }

  private static LocalBroker start(
      Path dir, BrokerNode node, String clusterId, SharedClasses classes) {
    Path home = dir.toAbsolutePath().normalize();
    Ports.requireFree(node.name(), node.port());
    BrokerFiles files = new BrokerFiles(home.resolve(node.name()));
    files.write(node);
    if (!files.formatted()) {
      ChildProcess.run(home, "format", format(files, clusterId), FORMAT_TIMEOUT);
    }
    return new LocalBroker(ChildProcess.start(home, node.name(), serve(files, classes)), node);
  }

  LocalBroker awaitReady() {
    try {
      process.awaitReady(() -> Ports.accepts(node.port()), START_TIMEOUT);
      return this;
    } catch (LocalStackException e) {
      process.close();
      throw e;
    }
  }

  public String bootstrapServers() {
    return "127.0.0.1:" + node.port();
  }

  /**
   * The address of the listener whose clients must authenticate.
   *
   * @throws IllegalStateException if it was not started by {@link #startSecured}
   */
  public String securedServers() {
    return "127.0.0.1:" + secured().port();
  }

  /** The certificate of {@link #securedServers()}, in PEM. */
  public Path securedCertificate() {
    return secured().certificate();
  }

  private SecuredListener secured() {
    return node.secured()
        .orElseThrow(() -> new IllegalStateException("it was not started by startSecured"));
  }

  public int port() {
    return node.port();
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

  /** The child JVM. */
  public ChildProcess process() {
    return process;
  }

  private static List<String> format(BrokerFiles files, String clusterId) {
    return kafka(
        files,
        List.of("-Xmx128m", "-XX:TieredStopAtLevel=1"),
        List.of(
            "kafka.tools.StorageTool",
            "format",
            "--cluster-id",
            clusterId,
            "--config",
            files.settings().toString()));
  }

  private static List<String> serve(BrokerFiles files, SharedClasses classes) {
    return kafka(
        files,
        Lists.concat(
            List.of("-Xms256m", "-Xmx384m"),
            classes.options(NAME, StackHome.find().kafkaClassPath())),
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
