package dev.otajobs.query.routing;

import dev.otajobs.query.JobLookup;
import dev.otajobs.query.history.HistoryLookup;
import dev.otajobs.query.index.IndexLookup;
import java.util.Optional;
import org.apache.kafka.streams.state.HostInfo;

/** The other instances that are alive. */
public interface LivePeers {

  /** For an instance without peers. */
  LivePeers NONE = peer -> Optional.empty();

  /**
   * The instance at this address; empty if it has not answered a heartbeat lately. An instance that
   * was just discovered counts as alive.
   */
  Optional<JobLookup> at(HostInfo peer);

  /** The same, for histories. */
  default Optional<HistoryLookup> historyAt(HostInfo peer) {
    return Optional.empty();
  }

  /** The same, for lists. */
  default Optional<IndexLookup> indexAt(HostInfo peer) {
    return Optional.empty();
  }
}
