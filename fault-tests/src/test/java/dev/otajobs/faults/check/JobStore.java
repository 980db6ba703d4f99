package dev.otajobs.faults.check;

import dev.otajobs.codec.JobsSerde;
import dev.otajobs.job.Jobs;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import org.rocksdb.ColumnFamilyDescriptor;
import org.rocksdb.ColumnFamilyHandle;
import org.rocksdb.DBOptions;
import org.rocksdb.RocksDB;
import org.rocksdb.RocksDBException;

/**
 * A RocksDB on disk as Kafka Streams leaves it: the column family {@code default}, and one in which
 * each value stands after the 8 bytes of its timestamp.
 */
final class JobStore implements AutoCloseable {

  private final List<ColumnFamilyHandle> handles = new ArrayList<>();
  private final DBOptions options =
      new DBOptions().setCreateIfMissing(true).setCreateMissingColumnFamilies(true);
  private final RocksDB db;

  private JobStore(Path dir, List<ColumnFamilyDescriptor> families) throws RocksDBException {
    db = RocksDB.open(options, dir.toString(), families, handles);
  }

  /** Creates the store of this task. */
  static JobStore create(Path stateDir, String task) throws RocksDBException {
    return new JobStore(
        directory(stateDir, task), List.of(family("default"), family("keyValueWithTimestamp")));
  }

  /** Creates a store of plain values. */
  static JobStore createPlain(Path stateDir, String task) throws RocksDBException {
    return new JobStore(directory(stateDir, task), List.of(family("default")));
  }

  /** Creates the directory of this task's store. */
  static Path directory(Path stateDir, String task) {
    try {
      return Files.createDirectories(
          stateDir.resolve("ota-jobs").resolve(task + "/rocksdb/ota-jobs"));
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  JobStore put(String jobId, Jobs jobs) throws RocksDBException {
    byte[] bytes = new JobsSerde().serializer().serialize("", jobs);
    byte[] value = ByteBuffer.allocate(Long.BYTES + bytes.length).putLong(1).put(bytes).array();
    db.put(handles.get(1), jobId.getBytes(StandardCharsets.UTF_8), value);
    return this;
  }

  @Override
  public void close() {
    handles.forEach(ColumnFamilyHandle::close);
    db.close();
    options.close();
  }

  private static ColumnFamilyDescriptor family(String name) {
    return new ColumnFamilyDescriptor(name.getBytes(StandardCharsets.UTF_8));
  }
}
