package dev.otajobs.benchmarks.load.measures;

import dev.otajobs.benchmarks.load.data.Dataset;
import dev.otajobs.benchmarks.load.report.Section;
import dev.otajobs.benchmarks.load.rig.Bench;
import java.util.List;

/** How fast events become jobs, at both guarantees. */
public final class Projection implements Measure {

  private static final String CEILING = "decode only";
  private static final String AT_LEAST_ONCE = "at_least_once";
  private static final String EXACTLY_ONCE = "exactly_once_v2";

  @Override
  public String name() {
    return "projection";
  }

  @Override
  public String description() {
    return "events a second into an empty store, at both guarantees; ceiling: poll and decode";
  }

  @Override
  public Section run(Bench bench) {
    Dataset dataset = bench.dataset(bench.scale().jobs());
    long events = Math.min(dataset.events(), bench.scale().projected());
    bench.unload();
    Contest contest =
        new Contest()
            .add(CEILING, () -> new Decoding(bench, dataset.topic()).perSecond(events))
            .add(
                AT_LEAST_ONCE,
                () -> new Folding(bench, dataset.topic(), AT_LEAST_ONCE).perSecond(events))
            .add(
                EXACTLY_ONCE,
                () -> new Folding(bench, dataset.topic(), EXACTLY_ONCE).perSecond(events))
            .run(bench.scale().rounds());
    return new Section("Projection: events a second into an empty store")
        .table(contest.table("events/s", List.of(CEILING, AT_LEAST_ONCE)))
        .text(
            "One thread each, %,d events, from the first one on; each run is a new process."
                .formatted(events))
        .chart(contest.chart("Projection", "events/s"));
  }
}
