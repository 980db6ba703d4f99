package dev.otajobs.faults.deadlock;

import java.lang.management.ManagementFactory;
import java.lang.management.ThreadInfo;
import java.lang.management.ThreadMXBean;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Arrays;
import java.util.concurrent.atomic.AtomicLong;
import java.util.stream.Collectors;
import org.apache.kafka.streams.KafkaStreams;

/**
 * Four threads read a store while it is written as fast as it goes. Arguments: brokers, topic,
 * state directory, {@link ReadWay}, seconds. Exit code 3: threads are deadlocked; 0: they are not.
 */
public final class DeadlockRig {

  /** The exit code that says that threads lock each other. */
  public static final int DEADLOCKED = 3;

  private static final int READERS = 4;
  private static final int KEYS = 1_000;

  private DeadlockRig() {}

  public static void main(String[] args) throws InterruptedException {
    ReadWay way = ReadWay.valueOf(args[3]);
    Duration time = Duration.ofSeconds(Long.parseLong(args[4]));
    KafkaStreams streams = CountingTopology.start(args[0], args[1], Path.of(args[2]));
    AtomicLong reads = new AtomicLong();
    Thread flood = new Thread(() -> Flood.run(args[0], args[1], KEYS), "flood");
    flood.setDaemon(true);
    flood.start();
    for (int reader = 0; reader < READERS; reader++) {
      StoreReader loop = new StoreReader(streams, way, KEYS, reads);
      Thread thread = new Thread(loop, "reader-" + reader);
      thread.setDaemon(true);
      thread.start();
    }
    System.out.println(watch(time, reads));
    // Deadlocked threads never end: nothing here can be closed in order.
    Runtime.getRuntime().halt(deadlocked().isEmpty() ? 0 : DEADLOCKED);
  }

  private static String watch(Duration time, AtomicLong reads) throws InterruptedException {
    long begin = 0;
    while (begin == 0 || System.nanoTime() - begin < time.toNanos()) {
      if (begin == 0 && reads.get() > 0) {
        begin = System.nanoTime();
      }
      String threads = deadlocked();
      if (!threads.isEmpty()) {
        long millis = (System.nanoTime() - begin) / 1_000_000;
        return "DEADLOCK after %d ms and %d reads: %s".formatted(millis, reads.get(), threads);
      }
      Thread.sleep(20);
    }
    return "no deadlock in %d s and %d reads".formatted(time.toSeconds(), reads.get());
  }

  private static String deadlocked() {
    ThreadMXBean threads = ManagementFactory.getThreadMXBean();
    long[] ids = threads.findDeadlockedThreads();
    return ids == null
        ? ""
        : Arrays.stream(threads.getThreadInfo(ids))
            .map(ThreadInfo::toString)
            .map(text -> text.lines().findFirst().orElse(""))
            .collect(Collectors.joining("; "));
  }
}
