package dev.otajobs.local;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.ByteBuffer;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Base64;
import java.util.UUID;

/** What a broker keeps in its directory: settings, rewritten at each start, and data. */
record BrokerFiles(Path dir) {
  private static final String SETTINGS =
      """
      process.roles=broker,controller
      node.id=%1$d
      listeners=%2$s
      advertised.listeners=%3$s
      listener.security.protocol.map=PLAINTEXT:PLAINTEXT,CONTROLLER:PLAINTEXT,DETOUR:PLAINTEXT,SECURED:SASL_SSL
      controller.listener.names=CONTROLLER
      # Named here and not kept in the data, so that the controller may move to another port.
      controller.quorum.voters=%4$s
      log.dirs=%5$s
      # A misspelt topic must be an error, not a new topic with one partition.
      auto.create.topics.enable=false
      # One broker has nobody to replicate to.
      default.replication.factor=%6$d
      min.insync.replicas=%7$d
      offsets.topic.replication.factor=%6$d
      transaction.state.log.replication.factor=%6$d
      transaction.state.log.min.isr=%7$d
      share.coordinator.state.topic.replication.factor=%6$d
      share.coordinator.state.topic.min.isr=%7$d
      # For so long a killed broker's partitions have no leader.
      broker.session.timeout.ms=%8$d
      broker.heartbeat.interval.ms=500
      # 50 each by default: every one is a log to open at each start.
      offsets.topic.num.partitions=4
      transaction.state.log.num.partitions=4
      # Nobody else is about to join: do not wait 3 s for them.
      group.initial.rebalance.delay.ms=0
      group.streams.initial.rebalance.delay.ms=0
      # 10 s by default: how long a killed producer's transaction goes on blocking after its time-out.
      transaction.abort.timed.out.transaction.cleanup.interval.ms=1000
      # 128 MB of heap by default, for far more keys than one machine's topics have.
      log.cleaner.dedupe.buffer.size=16777216
      """;

  private static final String LOGGING =
      """
      appender.console.type=Console
      appender.console.name=console
      appender.console.layout.type=PatternLayout
      appender.console.layout.pattern=%d{ISO8601} %p %c{1}: %m%n
      rootLogger.level=WARN
      rootLogger.appenderRef.console.ref=console
      """;

  Path settings() {
    return dir.resolve("server.properties");
  }

  Path logging() {
    return dir.resolve("log4j2.properties");
  }

  boolean formatted() {
    return Files.exists(data().resolve("meta.properties"));
  }

  void write(BrokerNode node) {
    try {
      Files.createDirectories(dir);
      // Properties take a backslash for an escape; paths of Linux and macOS rarely have one.
      String logDirs = data().toString().replace("\\", "\\\\");
      Files.writeString(
          settings(),
          SETTINGS.formatted(
                  node.id(),
                  node.listeners(),
                  node.advertised(),
                  node.voterList(),
                  logDirs,
                  node.replicas(),
                  node.minInSync(),
                  node.sessionMillis())
              + node.secured().map(SecuredListener::settings).orElse(""));
      Files.writeString(logging(), LOGGING);
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  /** 16 random bytes in URL-safe Base64: what Kafka wants for a cluster's id. */
  static String newClusterId() {
    UUID id = UUID.randomUUID();
    ByteBuffer bytes = ByteBuffer.allocate(16);
    bytes.putLong(id.getMostSignificantBits()).putLong(id.getLeastSignificantBits());
    String text = Base64.getUrlEncoder().withoutPadding().encodeToString(bytes.array());
    // A leading dash would read as an option on the command line.
    return text.startsWith("-") ? newClusterId() : text;
  }

  private Path data() {
    return dir.resolve("data");
  }
}
