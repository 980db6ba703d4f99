package dev.otajobs.query.local;

import dev.otajobs.job.JobKey;
import dev.otajobs.projection.IndexEntry;
import dev.otajobs.query.Deadline;
import dev.otajobs.query.Polling;
import dev.otajobs.query.freshness.BrokerWatch;
import dev.otajobs.query.freshness.Freshness;
import dev.otajobs.query.index.IndexAnswer;
import dev.otajobs.query.index.IndexLookup;
import dev.otajobs.query.index.IndexQuery;
import dev.otajobs.query.local.StoreReads.Read;
import dev.otajobs.query.overlay.Overlay;
import dev.otajobs.query.overlay.Overlays;
import io.vertx.core.Future;
import io.vertx.core.Vertx;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.TimeUnit;

/**
 * Lists from this instance's own stores, with the same completeness as an answer "absent": from the
 * owner's index, or from a standby's with the tail of the log laid over it, once it has everything
 * up to the end offsets that the brokers report after the question. A standby alone does not list,
 * nor does anybody while misplaced events are late.
 */
public final class LocalIndex implements IndexLookup {

  private final Vertx vertx;
  private final Polling polling;
  private final IndexReads index;
  private final IndexCopy copy;
  private final StoreReads copies;
  private final Overlays overlays;
  private final BrokerWatch watch;
  private final CompleteCopy owned;
  private final CompleteCopy overlaid;

  /**
   * @param copy tells how far a standby's index is
   * @param ownedStores reads the stores that this instance writes to
   * @param copies reads the others
   */
  public LocalIndex(
      Vertx vertx,
      IndexReads index,
      IndexCopy copy,
      StoreReads ownedStores,
      StoreReads copies,
      Overlays overlays,
      Freshness freshness,
      BrokerWatch watch) {
    this.vertx = vertx;
    this.polling = new Polling(vertx);
    this.index = index;
    this.copy = copy;
    this.copies = copies;
    this.overlays = overlays;
    this.watch = watch;
    this.owned = new OwnedStore(ownedStores, overlays, freshness);
    this.overlaid = new OverlaidStore(copies, overlays, freshness);
  }

  @Override
  public Future<IndexAnswer> list(IndexQuery query, Deadline deadline) {
    int partition = query.partition();
    if (owned.isHere(partition)) {
      return whenComplete(owned, query, deadline, () -> index.scan(query, Set.of()));
    }
    Optional<Overlay> overlay = overlays.at(partition);
    return overlay.isPresent()
        ? copy.isComplete(partition)
            .otherwise(false)
            .compose(
                complete ->
                    complete
                        ? whenComplete(overlaid, query, deadline, () -> scan(query, overlay.get()))
                        : unavailable("the standby's index is behind its table"))
        : unavailable("no complete copy of partition " + partition + " here");
  }

  /** What is read of a copy while it is complete. */
  private interface Scan {
    IndexAnswer run();
  }

  private Future<IndexAnswer> whenComplete(
      CompleteCopy copy, IndexQuery query, Deadline deadline, Scan scan) {
    int partition = query.partition();
    if (watch.isOutage() || deadline.hasPassed()) {
      return unavailable("the brokers cannot be reached");
    }
    return watch
        .endOffsets(partition, deadline.remaining())
        .timeout(Math.max(1, deadline.remaining().toMillis()), TimeUnit.MILLISECONDS)
        .compose(
            ends ->
                polling.until(
                    () ->
                        !copy.isHere(partition) || copy.isComplete(partition, ends)
                            ? Optional.of(copy.isHere(partition))
                            : Optional.empty(),
                    deadline))
        .compose(
            complete ->
                complete.orElse(false)
                    ? vertx.executeBlocking(() -> run(copy, partition, scan), false)
                    : unavailable("partition " + partition + " is not complete in time"))
        .otherwise(failure -> new IndexAnswer.Unavailable("the brokers: " + failure.getMessage()));
  }

  private IndexAnswer run(CompleteCopy copy, int partition, Scan scan) {
    int before = copy.version();
    if (!overlays.haveNoStrays()) {
      return new IndexAnswer.Unavailable("misplaced events are late");
    }
    IndexAnswer answer = scan.run();
    return before == copy.version() && overlays.haveNoStrays() && copy.isHere(partition)
        ? answer
        : new IndexAnswer.Unavailable("the copy of partition " + partition + " has changed");
  }

  /** The jobs that the tail knows are taken from store and tail together, the others as indexed. */
  private IndexAnswer scan(IndexQuery query, Overlay overlay) {
    Set<String> known = overlay.jobIds();
    if (!(index.scan(query, known) instanceof IndexAnswer.Listed listed)) {
      return new IndexAnswer.Unavailable("the standby's index is not there");
    }
    List<IndexEntry> entries = new ArrayList<>(listed.entries());
    long total = listed.total();
    for (String jobId : known) {
      if (!(copies.read(query.partition(), new JobKey(jobId, query.accountId()))
          instanceof Read.Stored stored)) {
        return new IndexAnswer.Unavailable("the standby's store is not there");
      }
      Optional<IndexEntry> entry =
          overlay
              .over(jobId, stored.jobs())
              .flatMap(jobs -> jobs.of(query.accountId()))
              .flatMap(job -> IndexEntry.of(query.accountId(), jobId, job))
              .filter(own -> own.key().firmwareId().equals(query.firmwareId()))
              .filter(query::takes);
      if (entry.isPresent()) {
        entries.add(entry.get());
        total++;
      }
    }
    return new IndexAnswer.Listed(
        entries.stream().sorted(IndexEntry.NEWEST_FIRST).limit(query.limit()).toList(), total);
  }

  private static Future<IndexAnswer> unavailable(String why) {
    return Future.succeededFuture(new IndexAnswer.Unavailable(why));
  }
}
