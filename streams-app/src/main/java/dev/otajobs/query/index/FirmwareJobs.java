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
   * The newest jobs of a firmware, and how many there are; unavailable if any partition is.
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
        p ->
            new IndexQuery(
                accountId,
                firmwareId,
                IndexQuery.Times.ALL,
                Optional.empty(),
                visible,
                instance,
                false,
                true,
                p,
                limit),
        limit);
  }

  /** Those of these times, behind the entry with which an earlier page has ended; not counted. */
  public Future<IndexAnswer> list(
      String accountId,
      String firmwareId,
      IndexQuery.Times times,
      Optional<IndexQuery.After> after,
      Set<String> visible,
      Optional<String> instance,
      int limit) {
    return ask(
        p ->
            new IndexQuery(
                accountId, firmwareId, times, after, visible, instance, false, false, p, limit),
        limit);
  }

  /** The newest dynamic batches of a firmware, of all instances of the account. */
  public Future<IndexAnswer> dynamic(String accountId, String firmwareId, int limit) {
    return ask(
        p ->
            new IndexQuery(
                accountId,
                firmwareId,
                IndexQuery.Times.ALL,
                Optional.empty(),
                Set.of(),
                Optional.empty(),
                true,
                false,
                p,
                limit),
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
