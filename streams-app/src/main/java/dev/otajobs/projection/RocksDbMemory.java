package dev.otajobs.projection;

import org.rocksdb.Cache;
import org.rocksdb.HyperClockCache;
import org.rocksdb.RocksDB;
import org.rocksdb.WriteBufferManager;

/**
 * One memory budget for the stores of all partitions. RocksDB's own defaults are per store and
 * partition (a cache of 50 MB and three memtables of 16 MB each), which grows with the partitions
 * until the container is killed.
 */
public final class RocksDbMemory implements AutoCloseable {

  /** Memtables are charged to the cache: a third for writes leaves the rest to reads. */
  private static final int MEMTABLE_SHARE = 3;

  private static final long ENTRY_BYTES_UNKNOWN = 0;
  private static final int SHARDS_BY_SIZE = -1;

  /** Its lookups take no lock, unlike those of the default, {@code LRUCache}. */
  private final Cache cache;

  private final WriteBufferManager memtables;
  private boolean closed;

  /**
   * @param bytes for the cache, memtables, indexes and filters of all partitions together
   */
  public RocksDbMemory(long bytes) {
    RocksDB.loadLibrary();
    cache = new HyperClockCache(bytes, ENTRY_BYTES_UNKNOWN, SHARDS_BY_SIZE, false);
    memtables = new WriteBufferManager(bytes / MEMTABLE_SHARE, cache);
  }

  Cache cache() {
    return cache;
  }

  WriteBufferManager memtables() {
    return memtables;
  }

  /** How much of the budget is used; 0 once it is closed. */
  public synchronized long usedBytes() {
    return closed ? 0 : cache.getUsage();
  }

  /** Frees the native memory; the stores must be closed. */
  @Override
  public synchronized void close() {
    closed = true;
    memtables.close();
    cache.close();
  }
}
