package dev.otajobs.query.routing;

import dev.otajobs.query.JobReplica;
import org.apache.kafka.streams.state.HostInfo;

/** The other instances. */
public interface Peers {

  /** Whether it has answered of late; an instance that is new is given the benefit of the doubt. */
  boolean isAlive(HostInfo peer);

  /** The instance behind this address. Its answers fail if it cannot be reached. */
  JobReplica at(HostInfo peer);
}
