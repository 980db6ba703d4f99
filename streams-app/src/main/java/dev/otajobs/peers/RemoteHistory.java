package dev.otajobs.peers;

import dev.otajobs.codec.HistoryCodec;
import dev.otajobs.peers.HistoryProtocol.HistoryCall;
import dev.otajobs.query.Deadline;
import dev.otajobs.query.history.HistoryAnswer;
import dev.otajobs.query.history.HistoryLookup;
import dev.otajobs.query.history.HistoryQuery;
import io.vertx.core.Future;
import java.time.Duration;
import org.apache.kafka.streams.state.HostInfo;

/** Reads histories from another instance. If it does not reply, it is unavailable. */
final class RemoteHistory implements HistoryLookup {

  private final HostInfo peer;
  private final PeerClient client;

  RemoteHistory(HostInfo peer, PeerClient client) {
    this.peer = peer;
    this.client = client;
  }

  @Override
  public Future<HistoryAnswer> history(HistoryQuery query, Deadline deadline) {
    Duration timeout = deadline.remaining();
    return client
        .get(peer, new HistoryCall(query, timeout).uri(), timeout)
        .map(this::answer)
        .otherwise(failure -> new HistoryAnswer.Unavailable(peer + ": " + failure.getMessage()));
  }

  private HistoryAnswer answer(PeerClient.Reply reply) {
    return PeerProtocol.FOUND.equals(reply.head().getHeader(PeerProtocol.ANSWER))
        ? new HistoryAnswer.Known(HistoryCodec.history(reply.body().getBytes()))
        : new HistoryAnswer.Unavailable(peer + " replied " + reply.status());
  }
}
