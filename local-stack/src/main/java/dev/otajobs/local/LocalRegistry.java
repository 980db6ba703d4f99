package dev.otajobs.local;

import java.net.URI;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;

/**
 * A schema registry (Apicurio) in a child JVM on 127.0.0.1 that speaks Confluent's API. Schemas and
 * their ids stay in its directory.
 */
public final class LocalRegistry implements AutoCloseable {
  private static final Duration START_TIMEOUT = Duration.ofSeconds(90);
  static final String NAME = "registry";

  /** What the event contract asks for; the registry's own default is to allow every change. */
  private static final String COMPATIBILITY = "{\"compatibility\":\"FULL_TRANSITIVE\"}";

  private final ChildProcess process;
  private final int port;

  private LocalRegistry(ChildProcess process, int port) {
    this.process = process;
    this.port = port;
  }

  /** Starts at a free port. */
  public static LocalRegistry start(Path dir) {
    return start(dir, Ports.free());
  }

  /**
   * Returns once the registry answers and guards compatibility.
   *
   * @param dir for {@code registry/}, {@code log/registry.log} and {@code run/registry.pid}
   * @throws LocalStackException if the port is in use or the registry does not come up
   */
  public static LocalRegistry start(Path dir, int port) {
    Path home = dir.toAbsolutePath().normalize();
    Ports.requireFree(NAME, port);
    ChildProcess process = ChildProcess.start(home, NAME, command(home.resolve(NAME), port));
    LocalRegistry registry = new LocalRegistry(process, port);
    try {
      registry.awaitReady();
    } catch (LocalStackException e) {
      process.close();
      throw e;
    }
    return registry;
  }

  /** The address for {@code schema.registry.url}. */
  public String url() {
    return url(port);
  }

  static String url(int port) {
    return "http://127.0.0.1:%d/apis/ccompat/v7".formatted(port);
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

  /** The child JVM. */
  public ChildProcess process() {
    return process;
  }

  private void awaitReady() {
    Http http = new Http();
    process.awaitReady(() -> http.get(URI.create(url() + "/subjects")).ok(), START_TIMEOUT);
    Http.Reply reply = http.putJson(URI.create(url() + "/config"), COMPATIBILITY);
    if (!reply.ok()) {
      throw new LocalStackException(
          "The registry refused to guard compatibility: %d %s"
              .formatted(reply.status(), reply.body()));
    }
  }

  private static List<String> command(Path data, int port) {
    return Jvm.command(
        List.of(
            "-Xmx128m",
            "-XX:+UseSerialGC",
            // It lives shortly and does little: the second compiler costs more than it gives.
            "-XX:TieredStopAtLevel=1",
            "-Dquarkus.http.host=127.0.0.1",
            "-Dquarkus.http.port=" + port,
            // A second listener, which would take port 9000 of every interface.
            "-Dquarkus.management.host=127.0.0.1",
            "-Dquarkus.management.port=" + Ports.free(),
            "-Dquarkus.http.access-log.enabled=false",
            "-Dquarkus.banner.enabled=false",
            "-Dquarkus.log.level=WARN",
            // It sets a level of its own for its packages.
            "-Dquarkus.log.category.\"io.apicurio\".level=WARN",
            // Else in /tmp, shared with whoever else runs one.
            "-Dquarkus.vertx.cache-directory=" + data.resolve("cache"),
            // Without the delay of 0 a schema of the last half second is lost at a SIGKILL.
            "-Dapicurio.datasource.url=jdbc:h2:file:" + data.resolve("h2") + ";WRITE_DELAY=0",
            "-jar",
            StackHome.find().registryJar().toString()));
  }
}
