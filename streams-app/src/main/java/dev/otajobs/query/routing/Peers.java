package dev.otajobs.query.routing;

import dev.otajobs.query.JobReplica;
import java.util.Optional;
import org.apache.kafka.streams.state.HostInfo;

/** The other instances. */
public interface Peers {

  /** There are none. */
  Peers NONE = peer -> Optional.empty();

  /**
   * The instance behind this address; empty if there is none that has answered of late. One that is
   * new is given the benefit of the doubt.
   */
  Optional<JobReplica> alive(HostInfo peer);
}
