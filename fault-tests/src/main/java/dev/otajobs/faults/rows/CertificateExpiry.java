package dev.otajobs.faults.rows;

import dev.otajobs.faults.report.RowResult;
import dev.otajobs.faults.rig.Inspection;
import dev.otajobs.faults.rig.Recovery;
import dev.otajobs.faults.rig.Rig;
import dev.otajobs.faults.rig.RigPlan;
import dev.otajobs.faults.workload.RetryingReader;
import dev.otajobs.local.Await;
import dev.otajobs.local.SelfSignedPair;
import dev.otajobs.testkit.service.Instance;
import dev.otajobs.testkit.service.Stack;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.time.Duration;
import java.util.Map;

/**
 * The certificates between the instances end: once they are replaced before, as operations.md says,
 * and once they are not, and an instance starts with the expired one.
 */
public final class CertificateExpiry {

  /** Long enough for the start, the warm-up and a roll on a slow machine. */
  private static final Duration FIRST = Duration.ofSeconds(120);

  private static final Duration SECOND = Duration.ofSeconds(60);
  private static final Duration SEEN = Duration.ofSeconds(4);
  private static final Duration WELL = Duration.ofSeconds(5);
  private static final Duration PATIENCE = Duration.ofSeconds(60);

  private CertificateExpiry() {}

  /** Runs the row. */
  public static RowResult run(RowContext context) throws IOException {
    RowResult result = new RowResult();
    Path used = Files.createDirectories(context.dir().resolve("used"));
    long firstMade = System.nanoTime();
    SelfSignedPair first = SelfSignedPair.in(context.dir().resolve("first"), FIRST);
    write(used, Files.readString(first.certificate()), first);
    try (Stack stack = context.stack(1);
        Rig rig = context.rig(RigPlan.of(2), stack)) {
      for (int i = 1; i <= 2; i++) {
        rig.add(
            "instance-" + i,
            Map.of(
                "peer.tls.certificate.file", used.resolve("peer.crt").toString(),
                "peer.tls.key.file", used.resolve("peer.key").toString()));
      }
      rig.startAdded().startLoad();
      Await.pause(Rig.WARM_UP);
      SelfSignedPair second = inTime(context, result, rig, used, first, firstMade);
      tooLate(context, result, rig, used, second);
      result.verdict(Inspection.thorough(rig));
    }
    return result;
  }

  /** Both are trusted, then the new one is proven, then the old one ends. */
  private static SelfSignedPair inTime(
      RowContext context,
      RowResult result,
      Rig rig,
      Path used,
      SelfSignedPair first,
      long firstMade)
      throws IOException {
    SelfSignedPair second;
    try (RetryingReader reader =
        new RetryingReader(
                rig.client(), rig.catalog(), rig.history(), rig.instances()::alive, context.seed())
            .start()) {
      Duration left = FIRST.minusNanos(System.nanoTime() - firstMade);
      result.require(left.compareTo(SEEN.multipliedBy(2)) > 0, "it ended before it was replaced");
      second = SelfSignedPair.in(context.dir().resolve("second"), SECOND.plus(left));
      write(used, pem(first) + pem(second), first);
      Await.pause(SEEN);
      write(used, pem(second) + pem(first), second);
      Await.pause(FIRST.minusNanos(System.nanoTime() - firstMade).plus(SEEN));
      context.say("the first one has ended");
      reader.close();
      result.figure("reads with a retry, replaced in time", reader.reads());
      result.figure("failed", reader.failed());
      result.require(reader.reads() > 0, "there were no reads");
      result.require(reader.failed() == 0, reader.failed() + " reads failed with one retry");
    }
    return second;
  }

  private static void tooLate(
      RowContext context, RowResult result, Rig rig, Path used, SelfSignedPair second)
      throws IOException {
    // The second one was made to end a minute after the first one.
    Await.pause(SECOND);
    long began = System.nanoTime();
    Instance instance = rig.instances().named("instance-1");
    instance.stop();
    instance.launch();
    boolean refused =
        Await.until(
            PATIENCE,
            () -> instance.probe().metric("ota_peers_known").orElse(0) > 0 && !alive(instance));
    result.figure("peers after a start with the expired one", refused ? "refused" : "taken");
    result.require(refused, "an expired certificate is taken");
    SelfSignedPair third = SelfSignedPair.in(context.dir().resolve("third"));
    write(used, pem(third), third);
    long written = System.nanoTime();
    boolean well =
        Await.until(PATIENCE, () -> rig.instances().all().stream().allMatch(each -> alive(each)));
    Duration took = Duration.ofNanos(System.nanoTime() - written);
    result.figure("peers well after a new one was written", took);
    result.require(well && took.compareTo(context.allowed(WELL)) <= 0, "it took longer than 5 s");
    instance.awaitReady();
    Recovery.settle(rig, began, "an expired certificate");
  }

  private static boolean alive(Instance instance) {
    return instance.probe().metric("ota_peers_alive").orElse(0) > 0;
  }

  private static String pem(SelfSignedPair pair) throws IOException {
    return Files.readString(pair.certificate());
  }

  /** Each file at once, as operators should. */
  private static void write(Path used, String certificates, SelfSignedPair pair)
      throws IOException {
    Path next = used.resolve("next");
    Files.writeString(next, certificates);
    Files.move(next, used.resolve("peer.crt"), StandardCopyOption.ATOMIC_MOVE);
    Files.copy(
        pair.key(), next, StandardCopyOption.COPY_ATTRIBUTES, StandardCopyOption.REPLACE_EXISTING);
    Files.move(next, used.resolve("peer.key"), StandardCopyOption.ATOMIC_MOVE);
  }
}
