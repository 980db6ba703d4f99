package dev.otajobs.query.routing;

import dev.otajobs.query.JobReplica;
import org.apache.kafka.streams.state.HostInfo;

/** There are no other instances. */
public final class NoPeers implements Peers {

  @Override
  public boolean isAlive(HostInfo peer) {
    return false;
  }

  @Override
  public JobReplica at(HostInfo peer) {
    throw new IllegalArgumentException(peer + " is no peer");
  }
}
