package dev.otajobs.faults.workload;

import dev.otajobs.faults.history.Outcome;
import dev.otajobs.faults.history.Read;
import dev.otajobs.job.JobKey;
import dev.otajobs.job.Revision;
import java.time.Duration;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Optional;
import java.util.Random;

/** A caller that reads one job after the other, and remembers what it has seen of each. */
final class Session {

  private static final int REMEMBERED = 300;
  private static final double WITH_OWN_TOKEN = 0.3;
  private static final double WITH_ACK = 0.5;
  private static final double BOUNDED = 0.1;

  private final int id;
  private final Random random;
  private final Map<JobKey, Revision> seen =
      new LinkedHashMap<>() {
        private static final long serialVersionUID = 1L;

        @Override
        protected boolean removeEldestEntry(Map.Entry<JobKey, Revision> eldest) {
          return size() > REMEMBERED;
        }
      };

  Session(int id, Random random) {
    this.id = id;
    this.random = random;
  }

  int id() {
    return id;
  }

  /** What the next read asks for. */
  record Ask(JobKey key, Read.Asked asked, JobClient.Api api) {}

  Ask next(Catalog catalog) {
    JobClient.Api api = random.nextInt(5) < 3 ? JobClient.Api.RPC : JobClient.Api.REST;
    if (!seen.isEmpty() && random.nextInt(4) == 0) {
      JobKey again = seen.keySet().stream().skip(random.nextInt(seen.size())).findFirst().get();
      return new Ask(again, ownToken(again), api);
    }
    Catalog.Choice choice = catalog.choose(random);
    Optional<Revision> acked = choice.acked().filter(token -> random.nextDouble() < WITH_ACK);
    Read.Asked asked =
        acked.isPresent() ? new Read.Asked(acked, false, bound()) : ownToken(choice.key());
    return new Ask(choice.key(), asked, api);
  }

  void done(Read read) {
    if (read.outcome() == Outcome.FOUND && read.revision().isPresent()) {
      seen.merge(read.key(), read.revision().get(), Revision::join);
    }
  }

  private Read.Asked ownToken(JobKey key) {
    Optional<Revision> own =
        Optional.ofNullable(seen.get(key)).filter(token -> random.nextDouble() < WITH_OWN_TOKEN);
    return new Read.Asked(own, own.isPresent(), bound());
  }

  private Optional<Duration> bound() {
    return random.nextDouble() < BOUNDED
        ? Optional.of(Duration.ofMillis(random.nextBoolean() ? 0 : 1_000))
        : Optional.empty();
  }
}
