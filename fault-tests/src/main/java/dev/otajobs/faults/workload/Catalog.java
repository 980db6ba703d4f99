package dev.otajobs.faults.workload;

import dev.otajobs.ingest.Position;
import dev.otajobs.job.JobKey;
import dev.otajobs.job.Revision;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Optional;
import java.util.Random;
import java.util.Set;

/** The jobs that readers may ask for: whatever was written, or is about to be. */
public final class Catalog {

  private static final int RECENT = 50;
  private static final double RECENT_SHARE = 0.3;

  private final List<JobKey> keys = new ArrayList<>();
  private final Set<JobKey> known = new HashSet<>();
  private final List<Written> recent = new ArrayList<>();
  private int nextRecent;

  private record Written(JobKey key, Position position) {}

  /** A job to ask for and, perhaps, a position of it that was acknowledged. */
  public record Choice(JobKey key, Optional<Revision> acked) {}

  /** An event of this job is being sent. */
  public synchronized void sending(JobKey key) {
    if (known.add(key)) {
      keys.add(key);
    }
  }

  /** An event of this job stands at this position. */
  public synchronized void acked(JobKey key, Position position) {
    Written written = new Written(key, position);
    if (recent.size() < RECENT) {
      recent.add(written);
    } else {
      recent.set(nextRecent++ % RECENT, written);
    }
  }

  /** All jobs so far. */
  public synchronized List<JobKey> all() {
    return List.copyOf(keys);
  }

  synchronized Choice choose(Random random) {
    double dice = random.nextDouble();
    if (keys.isEmpty() || dice < 0.02) {
      return new Choice(new JobKey("nobody-" + random.nextInt(), Accounts.UNSIGNED), none());
    }
    if (dice < RECENT_SHARE && !recent.isEmpty()) {
      Written written = recent.get(random.nextInt(recent.size()));
      Position at = written.position();
      return new Choice(written.key(), Optional.of(Revision.at(at.partition(), at.offset())));
    }
    return new Choice(keys.get(random.nextInt(keys.size())), none());
  }

  private static Optional<Revision> none() {
    return Optional.empty();
  }
}
