package dev.otajobs.topics;

import dev.otajobs.config.TopicsConfig;
import java.time.Duration;
import java.time.Instant;
import java.util.Comparator;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.TimeUnit;
import java.util.function.IntFunction;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import org.apache.kafka.clients.admin.Admin;
import org.apache.kafka.clients.admin.ListTransactionsOptions;
import org.apache.kafka.clients.admin.ProducerState;
import org.apache.kafka.clients.admin.TransactionListing;
import org.apache.kafka.common.KafkaException;
import org.apache.kafka.common.TopicPartition;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Asks the brokers whose transactions hold records of the events topic back, while some do. It
 * needs READ on the topic, and DESCRIBE on transactional ids for their names. It has a thread of
 * its own; any thread may ask what is known.
 */
public final class OpenTransactions implements AutoCloseable {

  private static final Logger LOG = LoggerFactory.getLogger(OpenTransactions.class);
  private static final Duration PERIOD = Duration.ofSeconds(1);

  /** A shorter one is usual. */
  private static final Duration LONG = Duration.ofSeconds(1);

  /** The most that are named of a partition. */
  private static final int MOST = 10;

  /**
   * A producer with an open transaction.
   *
   * @param transactionalId empty if the brokers do not tell
   * @param lastWrite the timestamp of its last batch
   */
  public record Producer(long id, Optional<String> transactionalId, Instant lastWrite) {}

  private final Admin admin;
  private final TopicsConfig topics;
  private final int partitions;
  private final IntFunction<Optional<HeldBack>> heldBack;
  private final Thread thread = new Thread(this::run, "open-transactions");
  private volatile Map<Integer, List<Producer>> known = Map.of();

  /**
   * @param heldBack what is held back of a partition
   */
  public OpenTransactions(
      Admin admin, TopicsConfig topics, int partitions, IntFunction<Optional<HeldBack>> heldBack) {
    this.admin = admin;
    this.topics = topics;
    this.partitions = partitions;
    this.heldBack = heldBack;
  }

  /** Starts the thread. */
  public OpenTransactions begin() {
    thread.setDaemon(true);
    thread.start();
    return this;
  }

  /**
   * Those of this partition, the first transaction first, 10 at most; empty while none is known.
   */
  public List<Producer> of(int partition) {
    return known.getOrDefault(partition, List.of());
  }

  private void run() {
    try {
      while (true) {
        TimeUnit.NANOSECONDS.sleep(PERIOD.toNanos());
        ask();
      }
    } catch (InterruptedException e) {
      LOG.debug("open transactions are no longer asked for");
    }
  }

  private void ask() {
    Set<TopicPartition> held =
        IntStream.range(0, partitions)
            .filter(p -> heldBack.apply(p).filter(one -> isLong(one)).isPresent())
            .mapToObj(topics::eventsAt)
            .collect(Collectors.toSet());
    try {
      known = held.isEmpty() ? Map.of() : producers(held);
    } catch (TopicException | KafkaException e) {
      known = Map.of();
      LOG.debug("the brokers do not tell whose transactions are open", e);
    }
  }

  private static boolean isLong(HeldBack held) {
    return held.time().compareTo(LONG) > 0;
  }

  private Map<Integer, List<Producer>> producers(Set<TopicPartition> held) {
    Map<Integer, List<ProducerState>> open = new HashMap<>();
    KafkaClients.await(admin.describeProducers(held).all(), "describe the producers of " + held)
        .forEach(
            (partition, state) ->
                open.put(
                    partition.partition(),
                    state.activeProducers().stream()
                        .filter(one -> one.currentTransactionStartOffset().isPresent())
                        .sorted(Comparator.comparing(OpenTransactions::start))
                        .limit(MOST)
                        .toList()));
    Map<Long, String> names =
        names(
            open.values().stream()
                .flatMap(List::stream)
                .map(ProducerState::producerId)
                .collect(Collectors.toSet()));
    return open.entrySet().stream()
        .collect(
            Collectors.toUnmodifiableMap(
                Map.Entry::getKey,
                one -> one.getValue().stream().map(state -> producer(state, names)).toList()));
  }

  /** The first ones hold the others' records back. */
  private static long start(ProducerState state) {
    return state.currentTransactionStartOffset().orElse(Long.MAX_VALUE);
  }

  private Map<Long, String> names(Set<Long> ids) {
    if (ids.isEmpty()) {
      return Map.of();
    }
    try {
      return KafkaClients.await(
              admin.listTransactions(new ListTransactionsOptions().filterProducerIds(ids)).all(),
              "list the transactions of producers " + ids)
          .stream()
          .collect(
              Collectors.toMap(
                  TransactionListing::producerId,
                  TransactionListing::transactionalId,
                  (one, other) -> one));
    } catch (TopicException e) {
      LOG.debug("the producers' ids are known, but not their names", e);
      return Map.of();
    }
  }

  private static Producer producer(ProducerState state, Map<Long, String> names) {
    return new Producer(
        state.producerId(),
        Optional.ofNullable(names.get(state.producerId())),
        Instant.ofEpochMilli(state.lastTimestamp()));
  }

  /** Ends the thread. */
  @Override
  public void close() throws InterruptedException {
    thread.interrupt();
    thread.join();
  }
}
