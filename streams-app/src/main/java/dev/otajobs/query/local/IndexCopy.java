package dev.otajobs.query.local;

import dev.otajobs.projection.StandbyProgress;
import dev.otajobs.topics.TopicEnds;
import io.vertx.core.Future;
import io.vertx.core.Vertx;
import java.util.OptionalLong;

/**
 * Whether a standby's index has what its table has. The two have changelogs of their own, which are
 * read one after the other, so the index may be behind the table.
 *
 * @param stable the ends of what can be read of the index' changelog
 * @param acknowledged the ends of all of it
 * @param transactional whether a transaction's marker stands behind the last record of a changelog:
 *     a standby never counts it
 */
public record IndexCopy(
    Vertx vertx,
    StandbyProgress standbys,
    TopicEnds stable,
    TopicEnds acknowledged,
    boolean transactional) {

  /**
   * Whether the index has everything that the group had committed before this call. An open
   * transaction counts: that of a commit may still be open here while the offsets that it commits
   * are visible already. Fails if the brokers do not answer.
   */
  Future<Boolean> isComplete(int partition) {
    // First: if the other end is not beyond it, no transaction is open, and a marker is the last.
    return ask(stable, partition)
        .compose(readable -> ask(acknowledged, partition).map(end -> last(readable, end)))
        .map(last -> hasReached(partition, last));
  }

  private Future<Long> ask(TopicEnds ends, int partition) {
    return Future.fromCompletionStage(ends.ask(partition), vertx.getOrCreateContext());
  }

  private long last(long readable, long end) {
    return transactional && readable == end ? end - 1 : end;
  }

  private boolean hasReached(int partition, long offset) {
    OptionalLong restored = standbys.restored(partition);
    return restored.isPresent() && restored.getAsLong() >= offset;
  }
}
