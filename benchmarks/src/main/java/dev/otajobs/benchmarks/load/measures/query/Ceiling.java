package dev.otajobs.benchmarks.load.measures.query;

import dev.otajobs.benchmarks.load.ceiling.ConstantServer;
import dev.otajobs.benchmarks.load.rig.Programs;
import dev.otajobs.local.ChildProcess;
import dev.otajobs.local.Ports;
import java.time.Duration;
import java.util.List;

/** A running {@link ConstantServer}. */
record Ceiling(int port, ChildProcess process) implements AutoCloseable {

  static Ceiling start(Programs programs) {
    int port = Ports.free();
    ChildProcess process =
        programs.ours("constant", ConstantServer.class, List.of(Integer.toString(port)));
    Ceiling ceiling = new Ceiling(port, process);
    try {
      process.awaitReady(() -> Ports.accepts(port), Duration.ofSeconds(30));
      return ceiling;
    } catch (RuntimeException e) {
      process.close();
      throw e;
    }
  }

  @Override
  public void close() {
    process.close();
  }
}
