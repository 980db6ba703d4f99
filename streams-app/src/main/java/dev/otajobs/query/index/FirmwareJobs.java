package dev.otajobs.query.index;

import dev.otajobs.projection.IndexEntry;
import dev.otajobs.query.Deadline;
import io.vertx.core.Future;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.function.IntFunction;
import java.util.stream.IntStream;

/** Lists the jobs of a firmware, of all partitions at once, before one deadline. */
public final class FirmwareJobs {

  private final IndexLookup partitions;
  private final int count;
  private final Duration timeout;

  /**
   * @param count of partitions
   */
  public FirmwareJobs(IndexLookup partitions, int count, Duration timeout) {
    this.partitions = partitions;
    this.count = count;
    this.timeout = timeout;
  }

  /**
   * The newest jobs of a firmware; unavailable if any partition is.
   *
   * @param limit how many are wanted at most
   */
  public Future<IndexAnswer> list(
      String accountId,
      String firmwareId,
      Set<String> visible,
      Optional<String> instance,
      int limit) {
    return ask(
        p -> new IndexQuery(accountId, firmwareId, visible, instance, false, p, limit), limit);
  }

  /** The newest dynamic batches of a firmware, of all instances of the account. */
  public Future<IndexAnswer> dynamic(String accountId, String firmwareId, int limit) {
    return ask(
        p -> new IndexQuery(accountId, firmwareId, Set.of(), Optional.empty(), true, p, limit),
        limit);
  }

  private Future<IndexAnswer> ask(IntFunction<IndexQuery> query, int limit) {
    Deadline deadline = Deadline.in(timeout);
    List<Future<IndexAnswer>> asked =
        IntStream.range(0, count).mapToObj(p -> partitions.list(query.apply(p), deadline)).toList();
    return Future.all(asked).map(all -> merge(all.list(), limit));
  }

  private static IndexAnswer merge(List<IndexAnswer> answers, int limit) {
    Optional<IndexAnswer> missing =
        answers.stream().filter(IndexAnswer.Unavailable.class::isInstance).findFirst();
    if (missing.isPresent()) {
      return missing.get();
    }
    List<IndexAnswer.Listed> listed = answers.stream().map(IndexAnswer.Listed.class::cast).toList();
    return new IndexAnswer.Listed(
        listed.stream()
            .flatMap(partition -> partition.entries().stream())
            .sorted(IndexEntry.NEWEST_FIRST)
            .limit(limit)
            .toList(),
        listed.stream().mapToLong(IndexAnswer.Listed::total).sum());
  }
}
