package dev.otajobs.benchmarks.load.peers;

import java.nio.file.Files;
import java.nio.file.Path;

/** What we compare with. */
public enum PeerKind {
  QUARKUS("Quarkus and Kafka Streams", "quarkus-streams/target/quarkus-app/quarkus-run.jar"),
  POSTGRES("Spring and PostgreSQL", "spring-postgres/target/spring-postgres.jar");

  private static final Path PEERS = Path.of("benchmarks", "peers");

  /** Where they are, if elsewhere. */
  private static final String ELSEWHERE = "OTA_BENCH_PEERS";

  private final String title;
  private final String jar;

  PeerKind(String title, String jar) {
    this.title = title;
    this.jar = jar;
  }

  public String title() {
    return title;
  }

  /** Where its build puts it, from the root of the project or a module. */
  Path jar() {
    String elsewhere = System.getenv(ELSEWHERE);
    if (elsewhere != null) {
      return Path.of(elsewhere).resolve(jar);
    }
    Path fromRoot = PEERS.resolve(jar);
    return Files.exists(fromRoot) ? fromRoot : Path.of("..").resolve(fromRoot);
  }

  /** What is missing for it to take part; empty if nothing is. */
  public String missing() {
    if (!Files.exists(jar())) {
      return "not built: mvn -B -f benchmarks/peers/pom.xml package";
    }
    return this == POSTGRES && Postgres.bin().isEmpty()
        ? "no PostgreSQL: install the package postgresql"
        : "";
  }
}
