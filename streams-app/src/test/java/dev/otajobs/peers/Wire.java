package dev.otajobs.peers;

import io.vertx.core.Vertx;
import io.vertx.core.net.NetClient;
import io.vertx.core.net.NetServer;
import io.vertx.core.net.NetSocket;
import java.time.Duration;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.TimeoutException;
import org.apache.kafka.streams.state.HostInfo;

/** A relay to a peer. Its open connections can be made to pass nothing on, and stay open. */
final class Wire implements AutoCloseable {

  private final NetClient out;
  private final Set<NetSocket> open = ConcurrentHashMap.newKeySet();
  private final NetServer in;

  private Wire(Vertx vertx, HostInfo to, Duration delay) throws TimeoutException {
    out = vertx.createNetClient();
    in =
        PeerFixture.await(
            vertx
                .createNetServer()
                .connectHandler(
                    caller -> {
                      caller.pause();
                      vertx.setTimer(delay.toMillis(), over -> connect(caller, to));
                    })
                .listen(0, "127.0.0.1"));
  }

  static Wire to(Vertx vertx, HostInfo peer) throws TimeoutException {
    return slowlyTo(vertx, peer, Duration.ofMillis(1));
  }

  /** Nothing passes a connection until it has been open for so long. */
  static Wire slowlyTo(Vertx vertx, HostInfo peer, Duration delay) throws TimeoutException {
    return new Wire(vertx, peer, delay);
  }

  private void connect(NetSocket caller, HostInfo to) {
    out.connect(to.port(), to.host())
        .onFailure(failure -> caller.close())
        .onSuccess(
            peer -> {
              join(caller, peer);
              join(peer, caller);
              caller.resume();
            });
  }

  private void join(NetSocket from, NetSocket to) {
    open.add(from);
    from.handler(to::write);
    from.closeHandler(
        closed -> {
          open.remove(from);
          to.close();
        });
  }

  HostInfo address() {
    return new HostInfo("127.0.0.1", in.actualPort());
  }

  void silenceWhatIsOpen() {
    open.forEach(NetSocket::pause);
  }

  @Override
  public void close() throws TimeoutException {
    PeerFixture.await(in.close());
    PeerFixture.await(out.close());
  }
}
