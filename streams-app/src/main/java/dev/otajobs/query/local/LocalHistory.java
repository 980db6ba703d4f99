package dev.otajobs.query.local;

import dev.otajobs.job.Job;
import dev.otajobs.job.JobHistory;
import dev.otajobs.projection.OtaJobTopology;
import dev.otajobs.projection.StoredHistory;
import dev.otajobs.query.Deadline;
import dev.otajobs.query.history.HistoryAnswer;
import dev.otajobs.query.history.HistoryLookup;
import dev.otajobs.query.history.HistoryQuery;
import io.vertx.core.Future;
import io.vertx.core.WorkerExecutor;
import java.util.Optional;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import org.apache.kafka.common.errors.SerializationException;
import org.apache.kafka.streams.KafkaStreams;
import org.apache.kafka.streams.StoreQueryParameters;
import org.apache.kafka.streams.errors.StreamsException;
import org.apache.kafka.streams.state.QueryableStoreTypes;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Reads histories from this instance's own stores, an owner's or a standby's alike: whichever has
 * met what is asked for is right. A store that is closed meanwhile ends the read with an exception,
 * which ends here.
 */
public final class LocalHistory implements HistoryLookup {

  private static final Logger LOG = LoggerFactory.getLogger(LocalHistory.class);

  private final WorkerExecutor workers;
  private final KafkaStreams streams;
  private final int most;

  /**
   * @param most how many changes a history has at most
   */
  public LocalHistory(WorkerExecutor workers, KafkaStreams streams, int most) {
    this.workers = workers;
    this.streams = streams;
    this.most = most;
  }

  @Override
  public Future<HistoryAnswer> history(HistoryQuery query, Deadline deadline) {
    return workers
        .executeBlocking(() -> read(query, deadline), false)
        .timeout(Math.max(1, deadline.remaining().toMillis()), TimeUnit.MILLISECONDS)
        .recover(
            failure ->
                failure instanceof TimeoutException
                    ? Future.succeededFuture(
                        new HistoryAnswer.Unavailable("the store did not answer in time"))
                    : Future.failedFuture(failure));
  }

  private HistoryAnswer read(HistoryQuery query, Deadline deadline) {
    if (deadline.hasPassed()) {
      return new HistoryAnswer.Unavailable("the deadline has passed");
    }
    try {
      JobHistory history =
          StoredHistory.read(
                  streams.store(
                      StoreQueryParameters.fromNameAndType(
                              OtaJobTopology.HISTORY,
                              QueryableStoreTypes.<byte[], byte[]>keyValueStore())
                          .withPartition(query.partition())
                          .enableStaleStores()),
                  query.key())
              .history(most);
      Optional<Job> whole = history.whole();
      return whole.isPresent() && whole.get().revision().includes(query.atLeast())
          ? new HistoryAnswer.Known(history)
          : new HistoryAnswer.Unavailable(
              "the history here is behind, partition " + query.partition());
    } catch (SerializationException e) {
      LOG.error("a history cannot be read, jobId={}", query.key().jobId(), e);
      return new HistoryAnswer.Unavailable(String.valueOf(e.getMessage()));
    } catch (StreamsException | IllegalStateException e) {
      // The latter is how Kafka Streams says that it is neither running nor rebalancing.
      return new HistoryAnswer.Unavailable(
          "partition " + query.partition() + ": " + e.getMessage());
    }
  }
}
