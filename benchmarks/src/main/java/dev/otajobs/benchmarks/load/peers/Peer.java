package dev.otajobs.benchmarks.load.peers;

import dev.otajobs.benchmarks.load.data.Dataset;
import dev.otajobs.benchmarks.load.data.JobIds;
import dev.otajobs.benchmarks.load.rig.Bench;
import dev.otajobs.local.Await;
import dev.otajobs.local.ChildProcess;
import dev.otajobs.local.Ports;
import dev.otajobs.testkit.service.Probe;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import java.util.stream.LongStream;
import java.util.stream.Stream;

/**
 * A running peer, with the database that it needs.
 *
 * @param startedAt {@link System#nanoTime}
 */
public record Peer(
    PeerKind kind, int port, ChildProcess process, Optional<Postgres> postgres, long startedAt)
    implements AutoCloseable {

  private static final Duration START = Duration.ofSeconds(60);

  /** So many of the last jobs are in all partitions. */
  private static final int LAST = 50;

  /** Starts it with an empty store; returns once it says that it is ready. */
  public static Peer start(Bench bench, PeerKind kind, Dataset dataset) {
    Optional<Postgres> postgres =
        kind == PeerKind.POSTGRES
            ? Optional.of(Postgres.start(bench.newDirectory("database")))
            : Optional.empty();
    try {
      return launch(bench, kind, dataset, postgres);
    } catch (RuntimeException e) {
      postgres.ifPresent(Postgres::close);
      throw e;
    }
  }

  private static Peer launch(
      Bench bench, PeerKind kind, Dataset dataset, Optional<Postgres> postgres) {
    int port = Ports.free();
    Path own = bench.newDirectory("peer");
    Map<String, String> environment = new TreeMap<>();
    environment.put("PEER_HTTP_PORT", Integer.toString(port));
    environment.put("PEER_BOOTSTRAP", bench.stack().bootstrapServers());
    environment.put("PEER_TOPIC", dataset.peerTopic());
    environment.put("PEER_STATE_DIR", own.resolve("state").toString());
    environment.put("PEER_APPLICATION_ID", own.getFileName().toString());
    postgres.ifPresent(
        database -> {
          environment.put("PEER_JDBC_URL", database.jdbcUrl());
          environment.put("PEER_JDBC_USER", Postgres.USER);
        });
    long startedAt = System.nanoTime();
    ChildProcess process =
        bench.programs().foreign(kind.name().toLowerCase(Locale.ROOT), kind.jar(), environment);
    Peer peer = new Peer(kind, port, process, postgres, startedAt);
    try {
      process.awaitReady(peer.probe()::isReady, START);
      return peer;
    } catch (RuntimeException e) {
      process.close();
      throw e;
    }
  }

  /** Whether it has all jobs within that time. */
  public boolean awaitJobs(long jobs, Duration atMost) {
    Probe probe = probe();
    return Await.until(
        atMost,
        Duration.ofMillis(10),
        () ->
            LongStream.iterate(jobs - 1, job -> job >= 0, job -> job - 1)
                .limit(LAST)
                .allMatch(job -> probe.finds(JobIds.of(job))));
  }

  /** Does now what its database would do some time after so much was written. */
  public void settle() {
    postgres.ifPresent(Postgres::vacuum);
  }

  /** How long ago its process, not the database's, was started. */
  public Duration age() {
    return Duration.ofNanos(System.nanoTime() - startedAt);
  }

  /** Of it and of its database. */
  public List<Long> processes() {
    return Stream.concat(
            Stream.of(process.pid()), postgres.stream().map(database -> database.process().pid()))
        .toList();
  }

  public Probe probe() {
    return new Probe(port);
  }

  @Override
  public void close() {
    try {
      process.close();
    } finally {
      postgres.ifPresent(Postgres::close);
    }
  }
}
