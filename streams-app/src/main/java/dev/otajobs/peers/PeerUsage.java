package dev.otajobs.peers;

import dev.otajobs.auth.quota.Elsewhere;
import java.util.List;

/** How much of the accounts' quotas the other instances have used, as their heartbeats tell. */
public final class PeerUsage implements Elsewhere {

  private final Heartbeats peers;

  public PeerUsage(Heartbeats peers) {
    this.peers = peers;
  }

  @Override
  public List<Integer> calls(String accountId) {
    return peers.used(accountId);
  }
}
