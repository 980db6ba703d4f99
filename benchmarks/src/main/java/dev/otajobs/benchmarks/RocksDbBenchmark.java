package dev.otajobs.benchmarks;

import dev.otajobs.codec.JobsSerde;
import dev.otajobs.job.Jobs;
import dev.otajobs.projection.RocksDbMemory;
import dev.otajobs.projection.RocksDbSettings;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Comparator;
import java.util.Map;
import java.util.SplittableRandom;
import java.util.concurrent.TimeUnit;
import java.util.stream.Stream;
import org.openjdk.jmh.annotations.Benchmark;
import org.openjdk.jmh.annotations.BenchmarkMode;
import org.openjdk.jmh.annotations.Mode;
import org.openjdk.jmh.annotations.OutputTimeUnit;
import org.openjdk.jmh.annotations.Param;
import org.openjdk.jmh.annotations.Scope;
import org.openjdk.jmh.annotations.Setup;
import org.openjdk.jmh.annotations.State;
import org.openjdk.jmh.annotations.TearDown;
import org.rocksdb.BlockBasedTableConfig;
import org.rocksdb.CompactionStyle;
import org.rocksdb.CompressionType;
import org.rocksdb.FlushOptions;
import org.rocksdb.Options;
import org.rocksdb.RocksDB;
import org.rocksdb.RocksDBException;
import org.rocksdb.WriteOptions;

/**
 * Reads random jobs from one RocksDB, with the settings of the service's stores and those of Kafka
 * Streams beneath them: what a query cannot be faster than.
 */
@State(Scope.Benchmark)
@BenchmarkMode(Mode.AverageTime)
@OutputTimeUnit(TimeUnit.MICROSECONDS)
@SuppressWarnings("NullAway.Init") // JMH calls open before anything else
public class RocksDbBenchmark {

  /** The default of {@code store.memory.bytes}. */
  private static final long STORE_MEMORY = 192L << 20;

  private final SplittableRandom random = new SplittableRandom(4711);

  @Param({"100000"})
  private int jobs;

  private Path dir;
  private RocksDbMemory memory;
  private RocksDbSettings settings;
  private Options options;
  private RocksDB store;

  @Setup
  public void open() throws IOException, RocksDBException {
    dir = Files.createTempDirectory("ota-jobs-bench-");
    // First: it loads the native library.
    memory = new RocksDbMemory(STORE_MEMORY);
    settings = new RocksDbSettings();
    options =
        new Options()
            .setCreateIfMissing(true)
            .setTableFormatConfig(new BlockBasedTableConfig())
            .setCompressionType(CompressionType.NO_COMPRESSION)
            .setCompactionStyle(CompactionStyle.UNIVERSAL);
    settings.setConfig("ota-jobs", options, Map.of("ota.rocksdb.memory", memory));
    store = RocksDB.open(options, dir.toString());
    byte[] value =
        new JobsSerde()
            .serializer()
            .serialize("store", Jobs.of("100000000000001", SampleJob.patched()));
    try (WriteOptions write = new WriteOptions().setDisableWAL(true);
        FlushOptions flush = new FlushOptions()) {
      for (int job = 0; job < jobs; job++) {
        store.put(write, key(job), value);
      }
      store.flush(flush);
    }
  }

  @Benchmark
  public byte[] get() throws RocksDBException {
    return store.get(key(random.nextInt(jobs)));
  }

  @TearDown
  public void close() throws IOException {
    store.close();
    settings.close("ota-jobs", options);
    options.close();
    memory.close();
    try (Stream<Path> files = Files.walk(dir)) {
      for (Path file : files.sorted(Comparator.reverseOrder()).toList()) {
        Files.delete(file);
      }
    }
  }

  private static byte[] key(int job) {
    return ("HvKuBpuk3rdk6E92" + (1_000_000_000L + job)).getBytes(StandardCharsets.UTF_8);
  }
}
