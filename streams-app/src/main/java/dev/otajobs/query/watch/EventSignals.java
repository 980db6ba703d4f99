package dev.otajobs.query.watch;

import dev.otajobs.config.TopicsConfig;
import dev.otajobs.ingest.Ingest;
import dev.otajobs.ingest.Partitioning;
import dev.otajobs.ingest.SourceRecord;
import dev.otajobs.job.Revision;
import dev.otajobs.query.ReaderThread;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.apache.kafka.common.TopicPartition;
import org.apache.kafka.common.errors.InterruptException;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Tells subscribers which jobs have new events, as the log gets them and before they are folded. It
 * reads the ends of those partitions that somebody watches, on one thread, and looks at keys and
 * positions only; after half a minute without a subscriber it holds no consumer. Any instance can
 * do that for any job, so a watch outlives rebalances. A misplaced event is told once it has been
 * moved to its partition.
 */
public final class EventSignals implements AutoCloseable {

  private static final Logger LOG = LoggerFactory.getLogger(EventSignals.class);
  private static final Duration POLL = Duration.ofMillis(100);
  private static final Duration PAUSE = Duration.ofMillis(500);

  /** For so long the consumer is kept for the next one who watches. */
  private static final Duration IDLE = Duration.ofSeconds(30);

  private final TopicsConfig topics;
  private final Partitioning partitioning;
  private final Ingest ingest;
  private final SourceEnds ends;
  private final ReaderThread thread;
  private final Set<Subscription> subscriptions = ConcurrentHashMap.newKeySet();

  /** Counts the changes of the subscriptions. */
  private final AtomicInteger changes = new AtomicInteger();

  // For the thread that reads: the subscriptions as they were at a count of changes.
  private Map<String, List<Subscription>> served = Map.of();
  private List<Subscription> ofAllJobs = List.of();
  private Set<TopicPartition> sources = Set.of();
  private int servedAt;
  private long servedLast = System.nanoTime();

  /**
   * @param ingest tells where moved records come from
   * @param settings of a consumer without a group, of committed records
   */
  public EventSignals(
      TopicsConfig topics, Partitioning partitioning, Ingest ingest, Map<String, Object> settings) {
    this.topics = topics;
    this.partitioning = partitioning;
    this.ingest = ingest;
    this.ends = new SourceEnds(settings);
    this.thread = new ReaderThread("event-signals", this::round, ends::release);
  }

  /** Somebody who watches. */
  public final class Subscription {

    private final Optional<String> jobId;
    private final Signals signals;
    private final CompletableFuture<Void> ready = new CompletableFuture<>();

    /** Whether signals may be missing. For the thread that reads. */
    private boolean isDeaf = true;

    private Subscription(Optional<String> jobId, Signals signals) {
      this.jobId = jobId;
      this.signals = signals;
    }

    /** Completed once every later event is signalled; never if the brokers do not answer. */
    public CompletableFuture<Void> ready() {
      return ready;
    }

    /** Ends it. */
    public void end() {
      subscriptions.remove(this);
      changes.incrementAndGet();
    }

    private Stream<TopicPartition> sources() {
      IntStream partitions =
          jobId.isPresent()
              ? IntStream.of(partitioning.owner(jobId.get()))
              : IntStream.range(0, partitioning.partitions());
      return partitions.boxed().flatMap(p -> Stream.of(topics.eventsAt(p), topics.misplacedAt(p)));
    }

    /** From now on every event is signalled; what came before may have been missed. */
    private void hears() {
      isDeaf = false;
      if (!ready.complete(null)) {
        signals.missed();
      }
    }
  }

  /** Subscribes to the events of a job. */
  public Subscription subscribe(String jobId, Signals signals) {
    return add(new Subscription(Optional.of(jobId), signals));
  }

  /** Subscribes to the events of all jobs. */
  public Subscription subscribeToAll(Signals signals) {
    return add(new Subscription(Optional.empty(), signals));
  }

  private Subscription add(Subscription subscription) {
    subscriptions.add(subscription);
    changes.incrementAndGet();
    return subscription;
  }

  /** Starts the thread. */
  public EventSignals begin() {
    thread.begin();
    return this;
  }

  private void round() throws InterruptedException {
    serve(changes.get());
    if (served.isEmpty() && ofAllJobs.isEmpty()) {
      if (System.nanoTime() - servedLast > IDLE.toNanos()) {
        ends.release();
      }
      TimeUnit.NANOSECONDS.sleep(POLL.toNanos());
      return;
    }
    servedLast = System.nanoTime();
    try {
      ends.poll(sources, POLL).forEach(this::signal);
      all()
          .filter(subscription -> subscription.isDeaf)
          .filter(subscription -> subscription.sources().allMatch(ends::isAt))
          .forEach(Subscription::hears);
    } catch (InterruptException e) {
      throw e;
    } catch (RuntimeException e) {
      LOG.warn("cannot read the ends of the log, trying again", e);
      ends.release();
      all().forEach(subscription -> subscription.isDeaf = true);
      TimeUnit.NANOSECONDS.sleep(PAUSE.toNanos());
    }
  }

  /** Takes over the subscriptions as they are at this count of their changes. */
  private void serve(int now) {
    if (now == servedAt) {
      return;
    }
    served =
        subscriptions.stream()
            .filter(one -> one.jobId.isPresent())
            .collect(Collectors.groupingBy(one -> one.jobId.orElseThrow()));
    ofAllJobs = subscriptions.stream().filter(one -> one.jobId.isEmpty()).toList();
    sources = all().flatMap(Subscription::sources).collect(Collectors.toSet());
    servedAt = now;
  }

  private Stream<Subscription> all() {
    return Stream.concat(served.values().stream().flatMap(List::stream), ofAllJobs.stream());
  }

  private void signal(ConsumerRecord<byte[], byte[]> read) {
    SourceRecord record = ingest.trace(read);
    if (record.key() == null || (!record.moved() && ingest.isMisplaced(record))) {
      return;
    }
    String jobId = new String(record.key(), StandardCharsets.UTF_8);
    Revision at = Revision.at(record.position().partition(), record.position().offset());
    Stream.concat(served.getOrDefault(jobId, List.of()).stream(), ofAllJobs.stream())
        .forEach(
            subscription -> {
              if (record.moved()) {
                subscription.signals.moved(jobId);
              } else {
                subscription.signals.event(jobId, at);
              }
            });
  }

  @Override
  public void close() throws InterruptedException {
    thread.close();
  }
}
