package dev.otajobs.benchmarks;

import dev.otajobs.codec.JobJson;
import dev.otajobs.codec.JobsSerde;
import dev.otajobs.codec.JsonWriter;
import dev.otajobs.job.JobState;
import dev.otajobs.job.JobView;
import dev.otajobs.job.Jobs;
import java.util.concurrent.TimeUnit;
import org.openjdk.jmh.annotations.Benchmark;
import org.openjdk.jmh.annotations.BenchmarkMode;
import org.openjdk.jmh.annotations.Mode;
import org.openjdk.jmh.annotations.OutputTimeUnit;
import org.openjdk.jmh.annotations.Scope;
import org.openjdk.jmh.annotations.State;

/** What an event and a query cost of a job of some twelve fields, without store and network. */
@State(Scope.Benchmark)
@BenchmarkMode(Mode.AverageTime)
@OutputTimeUnit(TimeUnit.MICROSECONDS)
public class JobBenchmark {

  private static final String TOPIC = "store";

  private final JobsSerde serde = new JobsSerde();
  private final JobState started = SampleJob.started().state();
  private final Jobs stored = Jobs.of("100000000000001", SampleJob.patched());
  private final byte[] bytes = serde.serializer().serialize(TOPIC, stored);
  private final JobView view = SampleJob.view();

  /** Folds one patch. */
  @Benchmark
  public JobState apply() {
    return started.apply(SampleJob.PATCH);
  }

  @Benchmark
  public byte[] writeStored() {
    return serde.serializer().serialize(TOPIC, stored);
  }

  @Benchmark
  public Jobs readStored() {
    return serde.deserializer().deserialize(TOPIC, bytes);
  }

  /** The object {@code Data} of a reply. */
  @Benchmark
  public byte[] writeJson() {
    return JsonWriter.object(out -> JobJson.write(view.fields(), out));
  }
}
