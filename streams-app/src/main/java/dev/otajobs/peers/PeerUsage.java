package dev.otajobs.peers;

import dev.otajobs.auth.quota.RemoteUsage;
import java.util.List;

/** How much of the accounts' quotas the other instances have used, as their heartbeats tell. */
public final class PeerUsage implements RemoteUsage {

  private final Heartbeats peers;

  public PeerUsage(Heartbeats peers) {
    this.peers = peers;
  }

  @Override
  public List<Integer> admitted(String accountId) {
    return peers.used(accountId);
  }
}
