package dev.otajobs.benchmarks.load;

import dev.otajobs.benchmarks.load.measures.Measure;
import dev.otajobs.benchmarks.load.measures.events.Projection;
import dev.otajobs.benchmarks.load.measures.events.Visible;
import dev.otajobs.benchmarks.load.measures.growth.Growth;
import dev.otajobs.benchmarks.load.measures.growth.InstanceCount;
import dev.otajobs.benchmarks.load.measures.growth.PointReads;
import dev.otajobs.benchmarks.load.measures.life.ColdStart;
import dev.otajobs.benchmarks.load.measures.life.Failover;
import dev.otajobs.benchmarks.load.measures.life.Killed;
import dev.otajobs.benchmarks.load.measures.life.Restore;
import dev.otajobs.benchmarks.load.measures.query.Forwarded;
import dev.otajobs.benchmarks.load.measures.query.Latency;
import dev.otajobs.benchmarks.load.measures.query.Throughput;
import java.util.List;

/** The measures, in the order of the report: those that share the loaded instance are together. */
final class Measures {

  private Measures() {}

  static List<Measure> all() {
    return List.of(
        new Throughput(),
        new Latency(),
        new Visible(),
        new Restore(),
        new Projection(),
        new Killed(),
        new Forwarded(),
        new InstanceCount(),
        new Failover(),
        new ColdStart(),
        new Growth(),
        new PointReads());
  }
}
