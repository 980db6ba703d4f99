package dev.otajobs.query.routing;

import org.apache.kafka.streams.state.HostInfo;

/** What is known of the owners of partitions. */
public final class Owners {

  private final GroupMetadata group;
  private final LivePeers peers;

  public Owners(GroupMetadata group, LivePeers peers) {
    this.group = group;
    this.peers = peers;
  }

  /**
   * Whether another instance owns the partition and answers heartbeats. Not so while the partition
   * moves: it then has no owner, or is to be this instance's.
   */
  public boolean answer(int partition) {
    return group.owner(partition).filter(this::answers).isPresent();
  }

  /**
   * Whether the partition has no owner, or one that does not answer heartbeats: misplaced events
   * that were written to it will be late.
   */
  public boolean areSilent(int partition) {
    return group
        .owner(partition)
        .filter(owner -> owner.equals(group.self()) || answers(owner))
        .isEmpty();
  }

  /** Whether the partition has a copy beside its owner's. */
  public boolean hasStandby(int partition) {
    return group.replicas(partition).size() > 1;
  }

  private boolean answers(HostInfo owner) {
    return !owner.equals(group.self()) && peers.at(owner).isPresent();
  }
}
