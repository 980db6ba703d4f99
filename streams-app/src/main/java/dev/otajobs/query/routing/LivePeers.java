package dev.otajobs.query.routing;

import dev.otajobs.query.JobLookup;
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
}
