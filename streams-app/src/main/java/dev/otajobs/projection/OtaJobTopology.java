package dev.otajobs.projection;

import dev.otajobs.codec.JobsSerde;
import dev.otajobs.config.TopicsConfig;
import dev.otajobs.ingest.Ingest;
import dev.otajobs.ingest.Judged;
import dev.otajobs.ingest.Partitioning;
import dev.otajobs.job.Jobs;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.ThreadLocalRandom;
import org.apache.kafka.common.config.TopicConfig;
import org.apache.kafka.common.serialization.Serde;
import org.apache.kafka.common.serialization.Serdes;
import org.apache.kafka.common.utils.Bytes;
import org.apache.kafka.streams.StreamsBuilder;
import org.apache.kafka.streams.Topology;
import org.apache.kafka.streams.kstream.Branched;
import org.apache.kafka.streams.kstream.Consumed;
import org.apache.kafka.streams.kstream.Grouped;
import org.apache.kafka.streams.kstream.KStream;
import org.apache.kafka.streams.kstream.Materialized;
import org.apache.kafka.streams.kstream.Named;
import org.apache.kafka.streams.kstream.Produced;
import org.apache.kafka.streams.kstream.Reducer;
import org.apache.kafka.streams.state.KeyValueStore;
import org.apache.kafka.streams.state.StoreBuilder;
import org.apache.kafka.streams.state.Stores;

/**
 * Folds the events of OTA jobs into a materialized table, JobId to the {@link Jobs} of that id, and
 * keeps the update packages beside it.
 *
 * <pre>
 * events, misplaced
 *   └ judge ─┬ rejected  ─ explain ─▶ dead letters
 *            ├ misplaced ─ move ────▶ misplaced, at the partition that owns the key
 *            └ accepted  ─ says ─ groupByKey ─ reduce(Jobs::join) ═ table ota-jobs
 *                                                └ toStream ─┬ index ═ ota-jobs-by-firmware
 *                                                            ├ history ═ ota-jobs-history (if kept)
 *                                                            ├ publish-views ─▶ views
 *                                                            └ expire ─▶ events (with a retention)
 * packages ═ global table ota-packages, whole on every instance
 * </pre>
 *
 * <p>No step changes a key, so nothing is repartitioned: the partition of the events topic that
 * owns a JobId is the partition of the table that holds its jobs. The names of all nodes, stores
 * and topics are in {@code topology.txt}, which a test keeps.
 */
public final class OtaJobTopology {

  /** The table's store. */
  public static final String STORE = "ota-jobs";

  /** The store of the index by firmware. */
  public static final String INDEX = "ota-jobs-by-firmware";

  /** The store of the jobs' histories; there is none if none are kept. */
  public static final String HISTORY = "ota-jobs-history";

  /** The store of the global table of packages. */
  public static final String PACKAGES = "ota-packages";

  private static final Serde<byte[]> BYTES = Serdes.ByteArray();

  /** One in so many events has the history of its job looked at, and trimmed. */
  private static final int TRIMS = 16;

  private final TopicsConfig topics;
  private final Partitioning partitioning;
  private final Ingest ingest;
  private final DeadLetters deadLetters;
  private final ViewEncoder views;
  private final ProjectionMetrics metrics;
  private final SourceProgress progress;
  private final CommitPace pace;
  private final Keep keep;

  /**
   * How much is kept of jobs.
   *
   * @param retention how long ended jobs are kept; empty for ever
   * @param changes how many changes a history has; 0 for no histories
   */
  public record Keep(Optional<Duration> retention, int changes) {

    /** Ended jobs for ever, and no histories. */
    public static final Keep DEFAULT = new Keep(Optional.empty(), 0);
  }

  public OtaJobTopology(
      TopicsConfig topics,
      Partitioning partitioning,
      Ingest ingest,
      DeadLetters deadLetters,
      ViewEncoder views,
      ProjectionMetrics metrics,
      SourceProgress progress,
      CommitPace pace,
      Keep keep) {
    this.topics = topics;
    this.partitioning = partitioning;
    this.ingest = ingest;
    this.deadLetters = deadLetters;
    this.views = views;
    this.metrics = metrics;
    this.progress = progress;
    this.pace = pace;
    this.keep = keep;
  }

  /** The topic of the table's changelog, as Kafka Streams names it. */
  public static String changelog(String applicationId) {
    return applicationId + "-" + STORE + "-changelog";
  }

  /** The topic of the index' changelog, as Kafka Streams names it. */
  public static String indexChangelog(String applicationId) {
    return applicationId + "-" + INDEX + "-changelog";
  }

  /** The topic of the histories' changelog, as Kafka Streams names it. */
  public static String historyChangelog(String applicationId) {
    return applicationId + "-" + HISTORY + "-changelog";
  }

  /** The topology of the service. */
  public Topology build() {
    return build(Jobs::join);
  }

  /** The same with another fold, for tests of what a defect of the fold does. */
  Topology build(Reducer<Jobs> fold) {
    StreamsBuilder builder = new StreamsBuilder();
    builder.addStateStore(bytesStore(INDEX));
    if (keep.changes() > 0) {
      builder.addStateStore(bytesStore(HISTORY));
    }
    // Records as bytes: a dead letter is then exactly what was read.
    builder.stream(
            List.of(topics.events(), topics.misplaced()),
            Consumed.with(BYTES, BYTES).withName("events"))
        // What is to be done with the record? It is judged by itself alone.
        .processValues(() -> new Judge(ingest, progress, metrics, pace), Named.as("judge"))
        .split(Named.as("judged-"))
        .branch(
            (key, judged) -> judged.isRejected(),
            Branched.withConsumer(this::writeDeadLetters, "rejected"))
        .branch(
            (key, judged) -> judged.isMisplaced(),
            Branched.withConsumer(this::moveToOwner, "misplaced"))
        .defaultBranch(Branched.withConsumer(accepted -> table(accepted, fold), "accepted"));
    // What batches can be created for, by FirmwareKey; the topic itself is the changelog.
    builder.globalTable(
        topics.packages(),
        Consumed.with(BYTES, BYTES).withName("packages"),
        Materialized.<byte[], byte[], KeyValueStore<Bytes, byte[]>>as(PACKAGES)
            .withKeySerde(BYTES)
            .withValueSerde(BYTES)
            .withCachingDisabled());
    return builder.build();
  }

  private void writeDeadLetters(KStream<byte[], Judged> rejected) {
    rejected
        // Why was it rejected? The reason goes into the headers.
        .process(() -> new Explain(deadLetters), Named.as("explain"))
        .to(topics.deadLetters(), Produced.with(BYTES, BYTES).withName("dead-letters"));
  }

  private void moveToOwner(KStream<byte[], Judged> misplaced) {
    misplaced
        // Its producer has another partitioner; it comes back in at the partition of its key.
        .process(() -> new Move(metrics, progress), Named.as("move"))
        .to(topics.misplaced(), toOwner("misplaced"));
  }

  private Produced<byte[], byte[]> toOwner(String name) {
    return Produced.with(BYTES, BYTES)
        .withStreamPartitioner(
            (topic, key, value, partitions) -> Optional.of(Set.of(partitioning.owner(key))))
        .withName(name);
  }

  private void table(KStream<byte[], Judged> accepted, Reducer<Jobs> fold) {
    KStream<byte[], Jobs> changes =
        accepted
            // What does the event alone say of its job?
            .mapValues(Judged::says, Named.as("says"))
            // The fold is a join, so any order and any duplicates of the events give the same jobs.
            .groupByKey(Grouped.with(BYTES, new JobsSerde()).withName("by-job-id"))
            .reduce(fold, Named.as("fold"), materialized())
            .toStream(Named.as("changes"));
    // Which jobs does a firmware have? For lists.
    changes.process(IndexJobs::new, Named.as("index"), INDEX, STORE);
    if (keep.changes() > 0) {
      // What happened to a job, one by one?
      changes.process(this::recordHistory, Named.as("history"), HISTORY, STORE);
    }
    // The read model for other systems: a record whenever what callers see of a job changes.
    changes
        .process(() -> new PublishViews(views, metrics), Named.as("publish-views"))
        .to(topics.views(), Produced.with(BYTES, BYTES).withName("views"));
    keep.retention().ifPresent(time -> expire(changes, time));
  }

  private void expire(KStream<byte[], Jobs> changes, Duration time) {
    changes
        // Which jobs ended long ago? Their tombstones come back in as anybody's would, and erase
        // what has no news.
        .process(() -> new ExpireJobs(time, metrics, pace), Named.as("expire"), STORE)
        .to(topics.events(), toOwner("expired"));
  }

  private RecordHistory recordHistory() {
    return new RecordHistory(keep.changes(), () -> ThreadLocalRandom.current().nextInt(TRIMS) == 0);
  }

  private static StoreBuilder<KeyValueStore<byte[], byte[]>> bytesStore(String name) {
    return Stores.keyValueStoreBuilder(Stores.persistentKeyValueStore(name), BYTES, BYTES)
        .withCachingDisabled()
        .withLoggingEnabled(
            Map.of(TopicConfig.CLEANUP_POLICY_CONFIG, TopicConfig.CLEANUP_POLICY_COMPACT));
  }

  private static Materialized<byte[], Jobs, KeyValueStore<Bytes, byte[]>> materialized() {
    return Materialized.<byte[], Jobs, KeyValueStore<Bytes, byte[]>>as(STORE)
        .withKeySerde(BYTES)
        .withValueSerde(new JobsSerde())
        // A cache would hold back the changelog, and with it the standbys, until the commit; and it
        // would hand on only the last of several updates, without what the earlier ones changed.
        .withCachingDisabled()
        .withLoggingEnabled(
            Map.of(
                TopicConfig.CLEANUP_POLICY_CONFIG,
                TopicConfig.CLEANUP_POLICY_COMPACT,
                TopicConfig.MAX_MESSAGE_BYTES_CONFIG,
                Integer.toString(Jobs.MAX_BYTES)));
  }
}
