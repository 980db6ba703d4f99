package dev.otajobs.query.index;

import dev.otajobs.projection.IndexEntry;
import java.util.List;

/** The answer to an {@link IndexQuery}. */
public sealed interface IndexAnswer {

  /**
   * The entries, with everything that was acknowledged before the question.
   *
   * @param entries the newest first, then by JobId
   * @param total how many there are, if that was asked for, among the newest {@link #MAX_READ} of
   *     the partition
   */
  record Listed(List<IndexEntry> entries, long total) implements IndexAnswer {

    public Listed {
      entries = List.copyOf(entries);
    }
  }

  /**
   * The partition cannot be listed now; the caller should retry.
   *
   * @param why for the log
   */
  record Unavailable(String why) implements IndexAnswer {}

  /** The most entries of a firmware that are read of a partition, the newest ones. */
  int MAX_READ = 100_000;
}
