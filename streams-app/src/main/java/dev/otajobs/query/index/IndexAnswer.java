package dev.otajobs.query.index;

import dev.otajobs.projection.IndexEntry;
import java.util.List;

/** The answer to an {@link IndexQuery}. */
public sealed interface IndexAnswer {

  /**
   * The entries, with everything that was acknowledged before the question.
   *
   * @param entries the newest first, then by JobId
   * @param total how many there are, if that was asked for; at most {@link #MAX_TOTAL} of a
   *     partition are counted
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

  /** The most entries of a partition that are counted. */
  int MAX_TOTAL = 100_000;
}
