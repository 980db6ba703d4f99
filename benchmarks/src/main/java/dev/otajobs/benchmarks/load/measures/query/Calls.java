package dev.otajobs.benchmarks.load.measures.query;

import dev.otajobs.benchmarks.load.data.JobIds;
import dev.otajobs.benchmarks.load.rig.Accounts;
import dev.otajobs.benchmarks.load.rig.Bench;
import dev.otajobs.benchmarks.load.wrk.Request;
import dev.otajobs.benchmarks.load.wrk.RequestFiles;
import dev.otajobs.benchmarks.load.wrk.SignedRequests;
import dev.otajobs.benchmarks.load.wrk.Wrk;
import dev.otajobs.testkit.service.Probe;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.SplittableRandom;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.function.Supplier;

/** Makes the calls of a measure. Signed ones are signed anew for each load, with a fresh key. */
final class Calls {

  /** More than a thread of wrk has ever sent in a second. */
  private static final int MOST_PER_SECOND = 30_000;

  private static final int TAGGED = 1_000;

  private static final AtomicInteger KEYS = new AtomicInteger();

  private final Bench bench;
  private final int port;
  private final SplittableRandom random = new SplittableRandom(4711);

  Calls(Bench bench, int port) {
    this.bench = bench;
    this.port = port;
  }

  Wrk.Script plain() {
    return Wrk.Script.random(JobIds.PREFIX, bench.scale().jobs());
  }

  Wrk.Script skewed() {
    return Wrk.Script.skewed(JobIds.PREFIX, bench.scale().jobs());
  }

  Wrk.Script missing() {
    return Wrk.Script.random(JobIds.MISSING, bench.scale().jobs());
  }

  Wrk.Script signedV1(int seconds) {
    SignedRequests signed = signed();
    return once("v1", seconds, () -> signed.v1(jobId()));
  }

  Wrk.Script signedV3(int seconds) {
    SignedRequests signed = signed();
    return once("v3", seconds, () -> signed.v3(jobId()));
  }

  /** Questions for jobs that the caller knows already. */
  Wrk.Script notModified() {
    return Wrk.Script.requests(write("304", TAGGED, tagged()), false);
  }

  /** Signed by a key that no other load uses. */
  SignedRequests signed() {
    return new SignedRequests(Accounts.key(KEYS.getAndIncrement() % Accounts.KEYS));
  }

  String jobId() {
    return JobIds.of(random.nextLong(bench.scale().jobs()));
  }

  /** The same, one at a time. */
  Supplier<Request> tagged() {
    List<Request> tagged = new ArrayList<>();
    for (int i = 0; i < Math.min(TAGGED, bench.scale().jobs()); i++) {
      tagged.add(tagged(jobId()));
    }
    return () -> tagged.get(random.nextInt(tagged.size()));
  }

  private Request tagged(String jobId) {
    String path = "/v1/jobs/" + jobId;
    String tag =
        new Probe(port)
            .get(path)
            .flatMap(reply -> reply.headers().firstValue("ETag"))
            .orElseThrow(() -> new IllegalStateException("no ETag of " + jobId));
    return new Request("GET", path, Map.of("if-none-match", tag));
  }

  private Wrk.Script once(String name, int seconds, Supplier<Request> requests) {
    int each = MOST_PER_SECOND * (seconds + 1);
    return Wrk.Script.requests(write(name, each, requests), true);
  }

  private Path write(String name, int each, Supplier<Request> requests) {
    return RequestFiles.write(bench.dir().resolve("requests"), name, each, requests);
  }
}
