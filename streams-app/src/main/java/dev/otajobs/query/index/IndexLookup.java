package dev.otajobs.query.index;

import dev.otajobs.query.Deadline;
import io.vertx.core.Future;

/** Lists the jobs of a firmware in one partition. */
public interface IndexLookup {

  /** Answers before the deadline. Never blocks; the future fails only by a defect. */
  Future<IndexAnswer> list(IndexQuery query, Deadline deadline);
}
