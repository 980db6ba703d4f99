package dev.otajobs.benchmarks.load;

import dev.otajobs.benchmarks.load.measures.Measure;
import dev.otajobs.benchmarks.load.measures.Projection;
import dev.otajobs.benchmarks.load.measures.Throughput;
import java.util.List;

/** The measures, in the order of the report. */
final class Measures {

  private Measures() {}

  static List<Measure> all() {
    return List.of(new Projection(), new Throughput());
  }
}
