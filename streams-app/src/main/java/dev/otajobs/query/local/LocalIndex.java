package dev.otajobs.query.local;

import dev.otajobs.ingest.Partitioning;
import dev.otajobs.job.JobKey;
import dev.otajobs.job.Jobs;
import dev.otajobs.projection.IndexEntry;
import dev.otajobs.query.Deadline;
import dev.otajobs.query.Polling;
import dev.otajobs.query.freshness.Copy;
import dev.otajobs.query.freshness.EndQuestions;
import dev.otajobs.query.freshness.Freshness;
import dev.otajobs.query.index.IndexAnswer;
import dev.otajobs.query.index.IndexLookup;
import dev.otajobs.query.index.IndexQuery;
import dev.otajobs.query.local.StoreReads.Read;
import dev.otajobs.query.overlay.Overlay;
import dev.otajobs.query.overlay.Overlays;
import dev.otajobs.topics.EndOffsets;
import io.vertx.core.Future;
import io.vertx.core.Vertx;
import io.vertx.core.WorkerExecutor;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.TimeUnit;

/**
 * Lists from this instance's own stores, with the same completeness as an answer "absent": from the
 * owner's index, or from a standby's with the tail of the log laid over it, once it has everything
 * up to the end offsets that the brokers report after the question. A standby alone does not list.
 */
public final class LocalIndex implements IndexLookup {

  private final WorkerExecutor workers;
  private final Polling polling;
  private final IndexReads index;
  private final IndexCopy copy;
  private final Partitioning partitioning;
  private final StoreReads stores;
  private final Overlays overlays;
  private final EndQuestions questions;
  private final CompleteCopy owned;
  private final CompleteCopy overlaid;

  /**
   * @param copy tells how far a standby's index is
   * @param ownedStores reads the stores that this instance writes to
   * @param copies reads the others
   */
  public LocalIndex(
      Vertx vertx,
      WorkerExecutor workers,
      IndexReads index,
      IndexCopy copy,
      Partitioning partitioning,
      StoreReads ownedStores,
      StoreReads copies,
      Overlays overlays,
      Freshness freshness,
      EndQuestions questions) {
    this.workers = workers;
    this.polling = new Polling(vertx);
    this.index = index;
    this.copy = copy;
    this.partitioning = partitioning;
    // What a standby has restored is seen, and what an owner has not committed yet.
    this.stores = copies;
    this.overlays = overlays;
    this.questions = questions;
    this.owned = new OwnedStore(ownedStores, overlays, freshness);
    this.overlaid = new OverlaidStore(copies, overlays, freshness);
  }

  @Override
  public Future<IndexAnswer> list(IndexQuery query, Deadline deadline) {
    int partition = query.partition();
    if (owned.isHere(partition)) {
      Object identity = owned.identity(partition);
      return whenComplete(
          new Asked(owned, partition, identity, owned.version()),
          deadline,
          () -> scan(query, Copy.OWNED, Optional.empty(), deadline));
    }
    int version = overlaid.version();
    Optional<Overlay> overlay = overlays.at(partition);
    return overlay.isPresent()
        ? copy.isComplete(partition)
            .timeout(Math.max(1, deadline.remaining().toMillis()), TimeUnit.MILLISECONDS)
            .otherwise(false)
            .compose(
                complete ->
                    complete
                        ? whenComplete(
                            new Asked(overlaid, partition, overlay, version),
                            deadline,
                            () -> scan(query, Copy.OVERLAID, overlay, deadline))
                        : unavailable("the standby's index is behind its table"))
        : unavailable("no complete copy of partition " + partition + " here");
  }

  /** What is read of a copy while it is complete. */
  private interface Scan {
    IndexAnswer run();
  }

  /** A copy of a partition, as it was when it was asked whether it is complete. */
  private record Asked(CompleteCopy copy, int partition, Object identity, int version) {

    boolean isComplete(EndOffsets ends) {
      return copy.isComplete(partition, ends);
    }

    /** Whether it has not been lost, nor anything that was counted with it. */
    boolean isStillHere() {
      return copy.isHere(partition)
          && identity.equals(copy.identity(partition))
          && version == copy.version();
    }
  }

  private Future<IndexAnswer> whenComplete(Asked asked, Deadline deadline, Scan scan) {
    int partition = asked.partition();
    if (questions.isOutage() || deadline.hasPassed()) {
      return unavailable("the brokers cannot be reached");
    }
    return questions
        .endOffsets(partition, deadline.remaining())
        .timeout(Math.max(1, deadline.remaining().toMillis()), TimeUnit.MILLISECONDS)
        .compose(
            ends ->
                polling.until(
                    () ->
                        !asked.isStillHere() || asked.isComplete(ends)
                            ? Optional.of(asked.isStillHere())
                            : Optional.empty(),
                    deadline))
        .compose(
            complete ->
                complete.orElse(false)
                    ? workers.executeBlocking(() -> run(asked, scan), false)
                    : unavailable("partition " + partition + " is not complete in time"))
        .otherwise(failure -> new IndexAnswer.Unavailable("the brokers: " + failure.getMessage()));
  }

  private static IndexAnswer run(Asked asked, Scan scan) {
    IndexAnswer answer = scan.run();
    return asked.isStillHere()
        ? answer
        : new IndexAnswer.Unavailable("the copy of " + asked.partition() + " has changed");
  }

  /**
   * Jobs of which the tail of the log, or what is on its way to the partition, knows something are
   * taken from store, tail and that together; the others as they are indexed.
   *
   * @param tail empty for the owner's copy
   */
  private IndexAnswer scan(IndexQuery query, Copy copy, Optional<Overlay> tail, Deadline deadline) {
    Set<String> known = new HashSet<>(tail.map(Overlay::jobIds).orElse(Set.of()));
    overlays.lateJobIds().stream()
        .filter(jobId -> partitioning.owner(jobId) == query.partition())
        .forEach(known::add);
    IndexAnswer stock = index.scan(query, known, deadline);
    if (!(stock instanceof IndexAnswer.Listed listed)) {
      return stock;
    }
    List<IndexEntry> entries = new ArrayList<>(listed.entries());
    long total = listed.total();
    for (String jobId : known) {
      JobKey key = new JobKey(jobId, query.accountId());
      if (!(stores.read(query.partition(), key) instanceof Read.Stored stored)) {
        return new IndexAnswer.Unavailable("the store of the partition is not there");
      }
      Optional<Jobs> whole =
          tail.isPresent() ? tail.get().over(jobId, stored.jobs()) : stored.jobs();
      Optional<IndexEntry> entry =
          overlays
              .withStrays(copy, query.partition(), jobId, whole)
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
