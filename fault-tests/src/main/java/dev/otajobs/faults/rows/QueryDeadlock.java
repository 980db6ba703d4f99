package dev.otajobs.faults.rows;

import dev.otajobs.faults.deadlock.DeadlockRig;
import dev.otajobs.faults.deadlock.ReadWay;
import dev.otajobs.faults.report.RowResult;
import dev.otajobs.faults.supervise.Artifacts;
import dev.otajobs.faults.supervise.Await;
import dev.otajobs.local.ChildProcess;
import dev.otajobs.local.Jvm;
import dev.otajobs.local.LocalBrokers;
import java.io.File;
import java.net.URISyntaxException;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalInt;
import java.util.concurrent.ExecutionException;
import org.apache.kafka.clients.admin.Admin;
import org.apache.kafka.clients.admin.NewTopic;

/** The same rig with Kafka's newer query interface, which locks up, and with the store handle. */
public final class QueryDeadlock implements FaultRow {

  @Override
  public String name() {
    return "query-deadlock";
  }

  @Override
  public String description() {
    return "reads beside writes through KafkaStreams.query, then through the store handle";
  }

  @Override
  public String pass() {
    return "findDeadlockedThreads reports the first (KAFKA-19629) and none for the second";
  }

  @Override
  public RowResult run(RowContext context)
      throws ExecutionException, InterruptedException, URISyntaxException {
    RowResult result = new RowResult();
    int seconds = context.fullOrShort(60, 15);
    try (LocalBrokers broker = LocalBrokers.start(context.dir().resolve("brokers"), 1)) {
      for (ReadWay way : ReadWay.values()) {
        OptionalInt code = run(context.dir(), broker.bootstrapServers(), way, seconds, result);
        int expected = way == ReadWay.QUERY ? DeadlockRig.DEADLOCKED : 0;
        result.require(
            code.isPresent() && code.getAsInt() == expected,
            "with %s the rig ended with %s, not %d".formatted(way, code, expected));
      }
    }
    return result;
  }

  private static OptionalInt run(
      Path dir, String brokers, ReadWay way, int seconds, RowResult result)
      throws ExecutionException, InterruptedException, URISyntaxException {
    String topic = "deadlock-" + way.name().toLowerCase(Locale.ROOT);
    try (Admin admin = Admin.create(Map.of("bootstrap.servers", brokers))) {
      NewTopic one = new NewTopic(topic, Optional.of(1), Optional.empty());
      admin.createTopics(List.of(one)).all().get();
    }
    Path classes =
        Path.of(DeadlockRig.class.getProtectionDomain().getCodeSource().getLocation().toURI());
    String classPath =
        String.join(
            File.pathSeparator,
            classes.toString(),
            // For its settings of logging.
            Artifacts.find().jar().toString(),
            Artifacts.find().jar().resolveSibling("lib") + "/*");
    try (ChildProcess child =
        ChildProcess.start(
            dir,
            topic,
            Jvm.command(
                List.of(
                    "-Xmx256m",
                    "-cp",
                    classPath,
                    DeadlockRig.class.getName(),
                    brokers,
                    topic,
                    dir.resolve("state-" + topic).toString(),
                    way.name(),
                    Integer.toString(seconds))))) {
      Await.until(Duration.ofSeconds(seconds + 60L), () -> !child.isAlive());
      result.figure(
          way.name(),
          child
              .logTail()
              .lines()
              .map(String::strip)
              .filter(
                  line ->
                      line.toLowerCase(Locale.ROOT).contains("deadlock after")
                          || line.startsWith("no deadlock"))
              .findFirst()
              .orElse("nothing was said"));
      return child.exitCode();
    }
  }
}
