package dev.otajobs.benchmarks.load.measures.query;

import dev.otajobs.benchmarks.load.compare.Contest;
import dev.otajobs.benchmarks.load.compare.Cost;
import dev.otajobs.benchmarks.load.compare.Rivals;
import dev.otajobs.benchmarks.load.compare.Score;
import dev.otajobs.benchmarks.load.measures.NotHere;
import dev.otajobs.benchmarks.load.peers.Peer;
import dev.otajobs.benchmarks.load.report.Numbers;
import dev.otajobs.benchmarks.load.report.Section;
import dev.otajobs.benchmarks.load.rig.Bench;
import dev.otajobs.benchmarks.load.rig.Scale;
import dev.otajobs.benchmarks.load.wrk.Wrk;
import dev.otajobs.benchmarks.load.wrk.WrkResult;
import dev.otajobs.local.ChildProcess;
import dev.otajobs.testkit.machine.ProcessFigures;
import dev.otajobs.testkit.service.Instance;
import java.util.ArrayList;
import java.util.List;
import java.util.function.IntFunction;

/** Requests a second with 64 connections that never wait. */
public final class Throughput {

  /** The reply without any work. */
  public static final String CEILING = "constant bytes";

  /** Unsigned queries for jobs that there are. */
  public static final String PLAIN = "plain";

  /** The same, signed with signature version 1.0. */
  public static final String SIGNED = "signed v1";

  /** Compilers are busy for longer than where requests come at a fixed rate. */
  private static final int WARM_UPS = 2;

  private Throughput() {}

  /** Measures. */
  public static Section run(Bench bench) {
    Scale scale = bench.scale();
    Rivals rivals = Rivals.of(bench);
    Contest contest = compare(bench, rivals.running());
    rivals.absent().forEach(contest::absent);
    return new Section("Throughput: requests a second")
        .table(contest.table("requests/s", List.of(CEILING, PLAIN)))
        .table(contest.costs("a call", List.of(CEILING, PLAIN)))
        .text(
            "%,d jobs, exactly-once, one instance; `wrk -t2 -c64 -d%ds`, random JobIds, beside it on the same cores; before it each is loaded for %d s."
                .formatted(scale.jobs(), scale.loadSeconds(), WARM_UPS * scale.warmSeconds()))
        .text(
            "CPU is user and system time of the processes that answer, a database among them; without the threads of the collector and the compilers, which have columns of their own.")
        .text(
            "“Few of them often”: ids by Zipf's law, the k-th most wanted job is asked for nearly in proportion to 1 ÷ k^0.99.")
        .text(memory(bench.loaded(), rivals.running()))
        .chart(contest.chart("Throughput", "requests/s"));
  }

  /** The calls in turn, beside constant bytes and these peers. */
  public static Contest compare(Bench bench, List<Peer> peers) {
    if (!Wrk.isInstalled()) {
      throw new NotHere(Wrk.MISSING);
    }
    Scale scale = bench.scale();
    int port = bench.loaded().port();
    Calls calls = new Calls(bench, port);
    try (Ceiling ceiling = Ceiling.start(bench.programs())) {
      List<Load> loads = new ArrayList<>();
      List<Long> constant = List.of(ceiling.process().pid());
      loads.add(new Load(CEILING, ceiling.port(), constant, seconds -> calls.plain()));
      List<Long> ours = List.of(bench.loaded().process().pid());
      loads.add(new Load(PLAIN, port, ours, seconds -> calls.plain()));
      loads.add(new Load("plain, few of them often", port, ours, seconds -> calls.skewed()));
      for (Peer peer : peers) {
        loads.add(
            new Load(peer.kind().title(), peer.port(), peer.processes(), seconds -> calls.plain()));
      }
      loads.add(new Load(SIGNED, port, ours, calls::signedV1));
      loads.add(new Load("signed v3", port, ours, calls::signedV3));
      loads.add(new Load("304", port, ours, seconds -> calls.notModified()));
      loads.add(new Load("miss", port, ours, seconds -> calls.missing()));
      Contest contest = new Contest();
      loads.forEach(
          load -> contest.addMetered(load.name, () -> load.metered(bench, scale.loadSeconds())));
      if (!scale.isSmoke()) {
        loads.forEach(load -> load.run(bench, WARM_UPS * scale.warmSeconds()));
      }
      return contest.run(scale.rounds());
    }
  }

  /** Beside the requests, since memory can buy them. */
  private static String memory(Instance ours, List<Peer> peers) {
    List<String> all = new ArrayList<>(List.of("OTA Jobs " + mebibytes(ours.process())));
    peers.forEach(peer -> all.add(peer.kind().title() + " " + mebibytes(peer.process())));
    return "RSS after it, MiB, a database not counted: " + String.join(", ", all) + ".";
  }

  private static String mebibytes(ChildProcess process) {
    return Numbers.of(ProcessFigures.of(process.pid()).residentMebibytes());
  }

  /** What is sent where, made anew for each run: signed calls are good once. */
  private record Load(String name, int port, List<Long> pids, IntFunction<Wrk.Script> script) {

    WrkResult run(Bench bench, int seconds) {
      return bench.wrk().run(port, script.apply(seconds), seconds).requireAnswered();
    }

    Score metered(Bench bench, int seconds) {
      Wrk.Script made = script.apply(seconds);
      Cost.Metered<WrkResult> metered =
          Cost.meter(pids, () -> bench.wrk().run(port, made, seconds), WrkResult::requests);
      return new Score(metered.result().requireAnswered().perSecond(), metered.cost());
    }
  }
}
