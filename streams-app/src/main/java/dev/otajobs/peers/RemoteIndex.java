package dev.otajobs.peers;

import dev.otajobs.peers.IndexProtocol.IndexCall;
import dev.otajobs.query.Deadline;
import dev.otajobs.query.index.IndexAnswer;
import dev.otajobs.query.index.IndexLookup;
import dev.otajobs.query.index.IndexQuery;
import io.vertx.core.Future;
import java.time.Duration;
import org.apache.kafka.streams.state.HostInfo;

/** Lists from the stores of another instance. If it does not reply, it is unavailable. */
final class RemoteIndex implements IndexLookup {

  private final HostInfo peer;
  private final PeerClient client;

  RemoteIndex(HostInfo peer, PeerClient client) {
    this.peer = peer;
    this.client = client;
  }

  @Override
  public Future<IndexAnswer> list(IndexQuery query, Deadline deadline) {
    Duration timeout = deadline.remaining();
    return client
        .get(peer, new IndexCall(query, timeout).uri(), timeout)
        .map(reply -> answer(query, reply))
        .otherwise(failure -> new IndexAnswer.Unavailable(peer + ": " + failure.getMessage()));
  }

  private IndexAnswer answer(IndexQuery query, PeerClient.Reply reply) {
    String total = reply.head().getHeader(IndexProtocol.TOTAL);
    if (!PeerProtocol.FOUND.equals(reply.head().getHeader(PeerProtocol.ANSWER)) || total == null) {
      return new IndexAnswer.Unavailable(peer + " replied " + reply.status());
    }
    return new IndexAnswer.Listed(
        IndexProtocol.entries(query, reply.body().toString()), Long.parseLong(total));
  }
}
