package dev.otajobs.benchmarks.load.measures.query;

import dev.otajobs.benchmarks.load.compare.Contest;
import dev.otajobs.benchmarks.load.compare.Rivals;
import dev.otajobs.benchmarks.load.data.JobIds;
import dev.otajobs.benchmarks.load.measures.Measure;
import dev.otajobs.benchmarks.load.measures.NotHere;
import dev.otajobs.benchmarks.load.peers.Peer;
import dev.otajobs.benchmarks.load.report.Section;
import dev.otajobs.benchmarks.load.rig.Bench;
import dev.otajobs.benchmarks.load.rig.Scale;
import dev.otajobs.benchmarks.load.wrk.Wrk;
import dev.otajobs.benchmarks.load.wrk.WrkResult;
import java.util.List;

/** Requests a second with 64 connections that never wait. */
public final class Throughput implements Measure {

  private static final String CEILING = "constant bytes";
  private static final String PLAIN = "plain";

  @Override
  public String name() {
    return "throughput";
  }

  @Override
  public String description() {
    return "requests a second, wrk, 64 connections: plain, signed, 304, miss; ceiling: constant bytes";
  }

  @Override
  public Section run(Bench bench) {
    if (!Wrk.isInstalled()) {
      throw new NotHere(Wrk.MISSING);
    }
    Scale scale = bench.scale();
    int port = bench.loaded().port();
    Calls calls = new Calls(bench, port);
    Rivals rivals = Rivals.of(bench);
    try (Ceiling ceiling = Ceiling.start(bench.programs())) {
      Contest contest =
          new Contest()
              .add(CEILING, () -> load(bench, ceiling.port(), calls.plain()))
              .add(PLAIN, () -> load(bench, port, calls.plain()));
      for (Peer peer : rivals.running()) {
        contest.add(peer.kind().title(), () -> load(bench, peer.port(), calls.plain()));
      }
      rivals.absent().forEach(contest::absent);
      contest
          .add("signed v1", () -> load(bench, port, calls.signedV1()))
          .add("signed v3", () -> load(bench, port, calls.signedV3()))
          .add("304", () -> load(bench, port, calls.notModified()))
          .add("miss", () -> load(bench, port, Wrk.Script.random(JobIds.MISSING, scale.jobs())));
      if (scale.warmSeconds() > 0) {
        bench.wrk().run(ceiling.port(), calls.plain(), scale.warmSeconds());
        bench.wrk().run(port, calls.plain(), scale.warmSeconds());
        rivals
            .running()
            .forEach(peer -> bench.wrk().run(peer.port(), calls.plain(), scale.warmSeconds()));
      }
      contest.run(scale.rounds());
      return new Section("Throughput: requests a second")
          .table(contest.table("requests/s", List.of(CEILING, PLAIN)))
          .text(
              "%,d jobs, exactly-once, one instance; `wrk -t2 -c64 -d%ds`, random JobIds, beside it on the same cores."
                  .formatted(scale.jobs(), scale.loadSeconds()))
          .chart(contest.chart("Throughput", "requests/s"));
    }
  }

  private static double load(Bench bench, int port, Wrk.Script script) {
    WrkResult result = bench.wrk().run(port, script, bench.scale().loadSeconds());
    return result.requireAnswered().perSecond();
  }
}
