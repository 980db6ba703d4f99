package dev.otajobs.benchmarks.load.peers;

import dev.otajobs.local.ChildProcess;
import dev.otajobs.local.Ports;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;

/** The distribution's PostgreSQL with its default settings, on 127.0.0.1, with data of its own. */
record Postgres(Path dir, int port, ChildProcess process) implements AutoCloseable {

  static final String USER = "postgres";

  private static final Path PACKAGED = Path.of("/usr/lib/postgresql");
  private static final Duration START = Duration.ofSeconds(30);
  private static final Duration VACUUM = Duration.ofMinutes(2);

  /** The directory of the newest one's programs. */
  static Optional<Path> bin() {
    if (!Files.isDirectory(PACKAGED)) {
      return Optional.empty();
    }
    try (Stream<Path> versions = Files.list(PACKAGED)) {
      return versions
          .map(version -> version.resolve("bin"))
          .filter(bin -> Files.isExecutable(bin.resolve("initdb")))
          .max(Comparator.naturalOrder());
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  private static Path requireBin() {
    return bin().orElseThrow(() -> new IllegalStateException("no PostgreSQL"));
  }

  /** Returns once it takes connections. */
  static Postgres start(Path dir) {
    Path bin = requireBin();
    Path data = dir.resolve("postgres");
    int port = Ports.free();
    try {
      Files.createDirectories(data);
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
    if (isRoot()) {
      run(dir, List.of("chown", USER, data.toString()), START);
    }
    run(
        dir,
        asUser(
            bin.resolve("initdb").toString(),
            "-D",
            data.toString(),
            "-U",
            USER,
            "-A",
            "trust",
            "-E",
            "UTF8"),
        START);
    List<String> serve =
        asUser(
            bin.resolve("postgres").toString(),
            "-D",
            data.toString(),
            "-p",
            Integer.toString(port),
            "-c",
            "listen_addresses=127.0.0.1",
            "-c",
            "unix_socket_directories=");
    Postgres postgres = new Postgres(dir, port, ChildProcess.start(dir, "postgres", serve));
    try {
      postgres.process.awaitReady(() -> Ports.accepts(port), START);
      return postgres;
    } catch (RuntimeException e) {
      postgres.close();
      throw e;
    }
  }

  String jdbcUrl() {
    return "jdbc:postgresql://127.0.0.1:%d/postgres".formatted(port);
  }

  /** Vacuums and analyzes all tables, and writes all to disk; returns once that is done. */
  void vacuum() {
    List<String> command = new ArrayList<>(List.of(requireBin().resolve("psql").toString()));
    command.addAll(List.of("-h", "127.0.0.1", "-p", Integer.toString(port), "-U", USER));
    command.addAll(List.of("-c", "VACUUM ANALYZE", "-c", "CHECKPOINT", "postgres"));
    run(dir, command, VACUUM);
  }

  @Override
  public void close() {
    process.close();
  }

  private static void run(Path dir, List<String> command, Duration atMost) {
    ChildProcess.run(dir, "postgres-command", command, atMost);
  }

  /** It refuses to run as root. */
  private static List<String> asUser(String... command) {
    List<String> line = new ArrayList<>();
    if (isRoot()) {
      line.addAll(List.of("runuser", "-u", USER, "--"));
    }
    line.addAll(List.of(command));
    return line;
  }

  private static boolean isRoot() {
    return System.getProperty("user.name").equals("root");
  }
}
