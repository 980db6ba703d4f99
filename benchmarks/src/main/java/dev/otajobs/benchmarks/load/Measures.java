package dev.otajobs.benchmarks.load;

import dev.otajobs.benchmarks.load.measures.ColdStart;
import dev.otajobs.benchmarks.load.measures.Failover;
import dev.otajobs.benchmarks.load.measures.Forwarded;
import dev.otajobs.benchmarks.load.measures.Growth;
import dev.otajobs.benchmarks.load.measures.InstanceCount;
import dev.otajobs.benchmarks.load.measures.Latency;
import dev.otajobs.benchmarks.load.measures.Measure;
import dev.otajobs.benchmarks.load.measures.PointReads;
import dev.otajobs.benchmarks.load.measures.Projection;
import dev.otajobs.benchmarks.load.measures.Restore;
import dev.otajobs.benchmarks.load.measures.Throughput;
import dev.otajobs.benchmarks.load.measures.Visible;
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
        new Forwarded(),
        new Failover(),
        new ColdStart(),
        new Growth(),
        new InstanceCount(),
        new PointReads());
  }
}
