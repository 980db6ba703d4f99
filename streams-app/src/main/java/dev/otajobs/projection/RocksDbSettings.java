package dev.otajobs.projection;

import static java.util.Objects.requireNonNull;

import java.util.Map;
import org.apache.kafka.streams.state.RocksDBConfigSetter;
import org.rocksdb.BlockBasedTableConfig;
import org.rocksdb.BloomFilter;
import org.rocksdb.Options;

/** Puts every partition's store under the one budget of {@link RocksDbMemory}. */
public final class RocksDbSettings implements RocksDBConfigSetter {

  /** The key under which Kafka Streams hands over the {@link RocksDbMemory}. */
  static final String MEMORY = "ota.rocksdb.memory";

  private static final long MEMTABLE_BYTES = 8L * 1024 * 1024;

  /**
   * Half of the default: reads are for one job of some 300 bytes, and a block is read as a whole.
   */
  private static final long BLOCK_BYTES = 2L * 1024;

  /** The part of a memtable that its filter takes: most keys are in a file, or nowhere. */
  private static final double MEMTABLE_FILTER = 0.02;

  /** The default of 4 MiB takes as much of the disk for each store, from its start on. */
  private static final long MANIFEST_BYTES = 64L * 1024;

  private final BloomFilter filter = new BloomFilter();

  @Override
  public void setConfig(String storeName, Options options, Map<String, Object> configs) {
    RocksDbMemory memory = (RocksDbMemory) requireNonNull(configs.get(MEMORY), MEMORY);
    BlockBasedTableConfig table = (BlockBasedTableConfig) options.tableFormatConfig();
    table.setBlockCache(memory.cache());
    table.setBlockSize(BLOCK_BYTES);
    // Indexes and filters would otherwise lie outside of the budget.
    table.setCacheIndexAndFilterBlocks(true);
    table.setCacheIndexAndFilterBlocksWithHighPriority(true);
    table.setPinL0FilterAndIndexBlocksInCache(true);
    // Most reads are for one key: the filter spares them the files that lack it.
    table.setFilterPolicy(filter);
    options.setTableFormatConfig(table);
    options.setWriteBufferManager(memory.memtables());
    options.setWriteBufferSize(MEMTABLE_BYTES);
    options.setMemtablePrefixBloomSizeRatio(MEMTABLE_FILTER);
    options.setMemtableWholeKeyFiltering(true);
    options.setManifestPreallocationSize(MANIFEST_BYTES);
  }

  @Override
  public void close(String storeName, Options options) {
    filter.close();
  }
}
