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
 * @param ends of everything acknowledged in the index' changelog
 */
public record IndexCopy(Vertx vertx, StandbyProgress standbys, TopicEnds ends) {

  /**
   * Whether the index has everything that the group had committed before this call. An open
   * transaction counts: that of a commit may still be open here while the offsets that it commits
   * are visible already. Fails if the brokers do not answer.
   */
  Future<Boolean> isComplete(int partition) {
    return Future.fromCompletionStage(ends.ask(partition), vertx.getOrCreateContext())
        .map(end -> hasReached(partition, end));
  }

  private boolean hasReached(int partition, long offset) {
    OptionalLong restored = standbys.restored(partition);
    return restored.isPresent() && restored.getAsLong() >= offset;
  }
}
