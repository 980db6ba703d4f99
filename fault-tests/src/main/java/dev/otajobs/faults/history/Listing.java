package dev.otajobs.faults.history;

import dev.otajobs.job.JobKey;
import java.util.List;

/**
 * A list call for the first page of the workload's package, as its client saw it.
 *
 * @param startedAt before the request was sent, by {@link System#nanoTime}
 * @param outcome {@link Outcome#FOUND} if there is a list
 * @param total what the reply counts
 * @param items of the page, in its order; none for another outcome
 */
public record Listing(
    String instance, long startedAt, Outcome outcome, int total, List<Item> items) {

  /** The most items of a page. */
  public static final int PAGE = 50;

  public Listing {
    items = List.copyOf(items);
  }

  /** A batch in a list. */
  public record Item(JobKey key, String utcCreate) {}
}
