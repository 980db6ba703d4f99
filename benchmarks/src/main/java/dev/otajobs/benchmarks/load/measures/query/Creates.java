package dev.otajobs.benchmarks.load.measures.query;

import dev.otajobs.benchmarks.load.compare.LatencyTable;
import dev.otajobs.benchmarks.load.open.Latencies;
import dev.otajobs.benchmarks.load.open.OpenLoop;
import dev.otajobs.benchmarks.load.report.Section;
import dev.otajobs.benchmarks.load.rig.Bench;
import dev.otajobs.benchmarks.load.rig.Scale;
import dev.otajobs.benchmarks.load.wrk.Request;
import dev.otajobs.testkit.events.Packages;
import java.time.Duration;
import java.util.Map;
import java.util.function.Supplier;

/** How long it takes until a create call is answered: its event is acknowledged by then. */
public final class Creates {

  private static final int PER_SECOND = 200;
  private static final String CREATE = "create";

  private Creates() {}

  /** Measures. */
  public static Section run(Bench bench) {
    Scale scale = bench.scale();
    int port = bench.loaded().port();
    Calls calls = new Calls(bench, port);
    Request create =
        new Request(
            "POST",
            "/?Action=CreateOTAStaticUpgradeJob&Format=JSON&FirmwareId=bench&ProductKey=p"
                + "&TargetSelection=SPECIFIC&TargetDeviceName.1=device1",
            Map.of());
    try (OpenLoop loop = new OpenLoop(port)) {
      Request put = Request.json("PUT", "/v1/packages/bench", Packages.released());
      loop.run(() -> put, 1, Duration.ofSeconds(1)).requireAnswered();
    }
    LatencyTable table =
        new LatencyTable()
            .add("plain query", () -> load(port, scale, () -> Request.unsigned(calls.jobId())))
            .add(CREATE, () -> load(port, scale, () -> create));
    if (!scale.isSmoke()) {
      table.warm();
    }
    table.run(scale.rounds());
    return new Section("Create calls at %,d a second".formatted(PER_SECOND))
        .text(
            ("%,d jobs in the table; one instance, one broker. A reply comes after the package was"
                    + " looked up and the event acknowledged by all in-sync replicas.")
                .formatted(scale.jobs()))
        .table(table.table("plain query"));
  }

  private static Latencies load(int port, Scale scale, Supplier<Request> requests) {
    try (OpenLoop loop = new OpenLoop(port)) {
      loop.run(requests, PER_SECOND, scale.warm());
      return loop.run(requests, PER_SECOND, scale.load());
    }
  }
}
