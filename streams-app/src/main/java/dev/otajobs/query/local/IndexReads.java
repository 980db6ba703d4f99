package dev.otajobs.query.local;

import dev.otajobs.projection.IndexEntry;
import dev.otajobs.projection.IndexKey;
import dev.otajobs.projection.OtaJobTopology;
import dev.otajobs.query.Deadline;
import dev.otajobs.query.index.IndexAnswer;
import dev.otajobs.query.index.IndexQuery;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import org.apache.kafka.streams.KafkaStreams;
import org.apache.kafka.streams.KeyValue;
import org.apache.kafka.streams.StoreQueryParameters;
import org.apache.kafka.streams.errors.StreamsException;
import org.apache.kafka.streams.state.KeyValueIterator;
import org.apache.kafka.streams.state.QueryableStoreTypes;
import org.apache.kafka.streams.state.ReadOnlyKeyValueStore;

/**
 * Reads this instance's partitions of the index by firmware. A scan sees the store as it was when
 * it began; a store that is closed meanwhile ends it with an exception, which ends here.
 */
public final class IndexReads {

  /** After how many entries a scan looks at its deadline. */
  private static final int LOOKS = 1_000;

  private final KafkaStreams streams;

  public IndexReads(KafkaStreams streams) {
    this.streams = streams;
  }

  /**
   * The entries that the query takes. Blocks for the time of the scan, at most until the deadline.
   *
   * @param without JobIds that are left out
   */
  IndexAnswer scan(IndexQuery query, Set<String> without, Deadline deadline) {
    try {
      ReadOnlyKeyValueStore<byte[], byte[]> index =
          streams.store(
              StoreQueryParameters.fromNameAndType(
                      OtaJobTopology.INDEX, QueryableStoreTypes.<byte[], byte[]>keyValueStore())
                  .withPartition(query.partition())
                  .enableStaleStores());
      if (index.get(IndexKey.built()) == null) {
        return new IndexAnswer.Unavailable(
            "the index of partition " + query.partition() + " is being built");
      }
      return scan(index, query, without, deadline);
    } catch (StreamsException | IllegalStateException e) {
      // The latter is how Kafka Streams says that it is neither running nor rebalancing.
      return new IndexAnswer.Unavailable("partition " + query.partition() + ": " + e.getMessage());
    }
  }

  private static boolean isWanted(IndexQuery query, int listed, int read) {
    return read < IndexAnswer.MAX_READ && (query.counted() || listed < query.limit());
  }

  private static IndexAnswer scan(
      ReadOnlyKeyValueStore<byte[], byte[]> index,
      IndexQuery query,
      Set<String> without,
      Deadline deadline) {
    List<IndexEntry> entries = new ArrayList<>();
    // What is only counted need not be looked at.
    boolean countsAll = query.takesAll() && without.isEmpty();
    long total = 0;
    int read = 0;
    try (KeyValueIterator<byte[], byte[]> stored = index.range(query.first(), query.last())) {
      while (isWanted(query, entries.size(), read) && stored.hasNext()) {
        if (++read % LOOKS == 0 && deadline.hasPassed()) {
          return new IndexAnswer.Unavailable(
              "the list takes longer than its deadline, read=" + read);
        }
        KeyValue<byte[], byte[]> next = stored.next();
        if (countsAll && entries.size() == query.limit()) {
          total++;
          continue;
        }
        IndexEntry entry = IndexEntry.parse(next.key, next.value);
        if (query.takes(entry) && !without.contains(entry.key().jobId())) {
          total++;
          if (entries.size() < query.limit()) {
            entries.add(entry);
          }
        }
      }
    }
    return new IndexAnswer.Listed(entries, total);
  }
}
