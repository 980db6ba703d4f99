package dev.otajobs.benchmarks.load.measures.query;

import dev.otajobs.benchmarks.load.compare.LatencyTable;
import dev.otajobs.benchmarks.load.data.Dataset;
import dev.otajobs.benchmarks.load.data.JobIds;
import dev.otajobs.benchmarks.load.open.Latencies;
import dev.otajobs.benchmarks.load.open.OpenLoop;
import dev.otajobs.benchmarks.load.report.Section;
import dev.otajobs.benchmarks.load.rig.Bench;
import dev.otajobs.benchmarks.load.rig.Cluster;
import dev.otajobs.benchmarks.load.rig.Scale;
import dev.otajobs.benchmarks.load.wrk.Request;
import java.util.Map;
import java.util.SplittableRandom;
import java.util.function.Supplier;
import java.util.stream.Collectors;
import java.util.stream.IntStream;

/** How long lists take, and look-ups of many jobs, when two instances share the jobs. */
public final class Lists {

  private static final int PER_SECOND = 20;
  private static final int SIZE = 100;

  /** {@link dev.otajobs.benchmarks.load.data.Lives} has so many packages. */
  private static final int PACKAGES = 100;

  private static final String PLAIN = "plain query";

  private Lists() {}

  /** Measures. */
  public static Section run(Bench bench) {
    Scale scale = bench.scale();
    bench.unload();
    Dataset dataset = bench.dataset(scale.jobs());
    int port = Cluster.pair(bench, dataset.topic()).instances().get(0).port();
    SplittableRandom random = new SplittableRandom(4711);
    Supplier<String> firmware = () -> "UfuxnwygsuSkVE0VCN" + random.nextInt(PACKAGES);
    Supplier<String> jobId = () -> JobIds.of(random.nextLong(dataset.jobs()));
    LatencyTable table =
        new LatencyTable()
            .add(PLAIN, () -> load(port, scale, () -> Request.unsigned(jobId.get())))
            .add(
                "ListOTAJobByFirmware, the newest 100",
                () ->
                    load(
                        port,
                        scale,
                        () ->
                            get(
                                "/?Action=ListOTAJobByFirmware&Format=JSON&CurrentPage=1&PageSize="
                                    + SIZE
                                    + "&FirmwareId="
                                    + firmware.get())))
            .add(
                "GET /v1/jobs, the newest 100",
                () ->
                    load(
                        port,
                        scale,
                        () -> get("/v1/jobs?limit=" + SIZE + "&firmware=" + firmware.get())))
            .add("POST /v1/jobs:batchGet, 100 ids", () -> load(port, scale, () -> batch(jobId)));
    if (!scale.isSmoke()) {
      table.warm();
    }
    table.run(scale.rounds());
    return new Section("Lists and batches of %d at %,d a second".formatted(SIZE, PER_SECOND))
        .text(
            "%,d jobs of %d packages, two instances, of which one is asked."
                .formatted(dataset.jobs(), PACKAGES))
        .table(table.table(PLAIN));
  }

  private static Request get(String path) {
    return new Request("GET", path, Map.of());
  }

  private static Request batch(Supplier<String> jobId) {
    String ids =
        IntStream.range(0, SIZE)
            .mapToObj(i -> "\"" + jobId.get() + "\"")
            .collect(Collectors.joining(","));
    return Request.json("POST", "/v1/jobs:batchGet", "{\"JobIds\":[" + ids + "]}");
  }

  private static Latencies load(int port, Scale scale, Supplier<Request> requests) {
    try (OpenLoop loop = new OpenLoop(port)) {
      loop.run(requests, PER_SECOND, scale.warm());
      return loop.run(requests, PER_SECOND, scale.load());
    }
  }
}
