package dev.otajobs.benchmarks;

import dev.otajobs.codec.JobJson;
import dev.otajobs.codec.JsonObject;
import dev.otajobs.codec.StoredJobSerde;
import dev.otajobs.job.JobState;
import dev.otajobs.job.JobView;
import dev.otajobs.job.StoredJob;
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

  private final StoredJobSerde serde = new StoredJobSerde();
  private final JobState started = Jobs.started().state();
  private final StoredJob stored = Jobs.patched();
  private final byte[] bytes = serde.serializer().serialize(TOPIC, stored);
  private final JobView view = Jobs.view();

  /** Folds one patch. */
  @Benchmark
  public JobState apply() {
    return started.apply(Jobs.PATCH);
  }

  @Benchmark
  public byte[] writeStored() {
    return serde.serializer().serialize(TOPIC, stored);
  }

  @Benchmark
  public StoredJob readStored() {
    return serde.deserializer().deserialize(TOPIC, bytes);
  }

  /** The object {@code Data} of a reply. */
  @Benchmark
  public byte[] writeJson() {
    return JsonObject.of(out -> JobJson.write(view.fields(), out));
  }
}
