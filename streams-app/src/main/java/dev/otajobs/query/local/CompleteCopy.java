package dev.otajobs.query.local;

import dev.otajobs.job.JobKey;
import dev.otajobs.query.freshness.Age;
import dev.otajobs.query.local.StoreReads.Read;
import dev.otajobs.topics.EndOffsets;
import dev.otajobs.topics.HeldBack;
import java.util.Optional;

/** A copy of a partition that takes in all of its events, so that it can also answer "absent". */
interface CompleteCopy {

  /**
   * Changes when something that was counted is no longer there: an age or a completeness that was
   * asked for before is then not that of what is read.
   */
  int version();

  /** Which copy it is: another one if it was lost and had again in between. */
  Object identity(int partition);

  /** Whether this instance still has it: nobody should wait for a copy that has gone. */
  boolean isHere(int partition);

  /** How old it is; empty if that is not known. */
  Optional<Age> age(int partition);

  /** Reads the jobs of a JobId. What is read is no older than the age asked for before. */
  Read read(int partition, JobKey key);

  /** Whether it has everything up to these end offsets. */
  boolean isComplete(int partition, EndOffsets source);

  /** Whether it has everything up to this offset of the events topic, inclusive. */
  boolean isPast(int partition, long offset);

  /** Whether what a read has shown of the job is all that it has of it. */
  boolean isSettled(int partition, JobKey key, Read.Stored shown);

  /**
   * Whether another copy may answer now, or have answered a moment ago, that is ahead of this one:
   * then the age is told even if it is small, since a caller may see an older state than before.
   */
  boolean mayBePreceded(int partition);

  /** What open transactions hold back, if it has all the rest; empty otherwise. */
  Optional<HeldBack> heldBack(int partition);
}
