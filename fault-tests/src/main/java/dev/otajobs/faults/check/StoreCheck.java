package dev.otajobs.faults.check;

import dev.otajobs.codec.JobsSerde;
import dev.otajobs.job.Job;
import dev.otajobs.job.JobKey;
import dev.otajobs.job.JobState;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Set;
import java.util.stream.Stream;
import org.rocksdb.ColumnFamilyDescriptor;
import org.rocksdb.ColumnFamilyHandle;
import org.rocksdb.DBOptions;
import org.rocksdb.Options;
import org.rocksdb.RocksDB;
import org.rocksdb.RocksDBException;
import org.rocksdb.RocksIterator;

/**
 * I1, on disk: every job in a stopped instance's stores, be it the owner's or a standby's, is the
 * fold of its events.
 */
public final class StoreCheck {

  private static final String STORE = "rocksdb/ota-jobs";
  private static final byte[] FAMILY = "keyValueWithTimestamp".getBytes(StandardCharsets.UTF_8);

  private final Run run;
  private final JobsSerde serde = new JobsSerde();

  public StoreCheck(Run run) {
    this.run = run;
    RocksDB.loadLibrary();
  }

  /**
   * Adds what differs in the stores below this directory.
   *
   * @param tasks that the instance had when it was stopped; others it left behind when they moved
   */
  public void check(Path stateDir, Set<String> tasks, String whose, Verdict verdict) {
    for (Path store : stores(stateDir, tasks)) {
      try {
        checkStore(store, whose, verdict);
      } catch (RocksDBException e) {
        verdict.violated(Invariant.I1, "%s: cannot read %s: %s".formatted(whose, store, e));
      }
    }
  }

  private void checkStore(Path store, String whose, Verdict verdict) throws RocksDBException {
    List<ColumnFamilyDescriptor> families = new ArrayList<>();
    try (Options options = new Options()) {
      for (byte[] name : RocksDB.listColumnFamilies(options, store.toString())) {
        families.add(new ColumnFamilyDescriptor(name));
      }
    }
    if (families.isEmpty()) {
      // RocksDB lists none where there is no readable store, and does not say why.
      throw new RocksDBException("there are no column families");
    }
    List<ColumnFamilyHandle> handles = new ArrayList<>();
    try (DBOptions options = new DBOptions();
        RocksDB db = RocksDB.openReadOnly(options, store.toString(), families, handles)) {
      try (RocksIterator each = db.newIterator(withTimestamps(handles))) {
        for (each.seekToFirst(); each.isValid(); each.next()) {
          checkJobs(each.key(), each.value(), whose, verdict);
        }
        each.status();
      }
      handles.forEach(ColumnFamilyHandle::close);
    }
  }

  /** Kafka Streams keeps values with timestamps in a column family of their own. */
  private static ColumnFamilyHandle withTimestamps(List<ColumnFamilyHandle> handles)
      throws RocksDBException {
    for (ColumnFamilyHandle handle : handles) {
      if (Arrays.equals(handle.getName(), FAMILY)) {
        return handle;
      }
    }
    throw new RocksDBException("there is no column family of values with timestamps");
  }

  private void checkJobs(byte[] key, byte[] value, String whose, Verdict verdict) {
    String jobId = new String(key, StandardCharsets.UTF_8);
    byte[] jobs = Arrays.copyOfRange(value, Long.BYTES, value.length);
    serde
        .deserializer()
        .deserialize("", jobs)
        .byAccount()
        .forEach((account, job) -> checkJob(new JobKey(jobId, account), job, whose, verdict));
  }

  private void checkJob(JobKey job, Job stored, String whose, Verdict verdict) {
    JobState expected = run.fold().state(job);
    verdict.count("jobs compared on disk");
    if (!stored.state().equals(expected)) {
      verdict.violated(
          Invariant.I1,
          "%s: %s is %s on disk, not %s".formatted(whose, job.text(), stored, expected));
    }
  }

  private static List<Path> stores(Path stateDir, Set<String> tasks) {
    if (!Files.isDirectory(stateDir)) {
      return List.of();
    }
    try (Stream<Path> files = Files.walk(stateDir, 5)) {
      return files
          .filter(file -> file.endsWith(STORE) && Files.isDirectory(file))
          .filter(store -> tasks.contains(String.valueOf(store.getName(store.getNameCount() - 3))))
          .toList();
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }
}
