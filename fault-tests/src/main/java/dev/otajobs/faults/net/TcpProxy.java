package dev.otajobs.faults.net;

import io.vertx.core.Vertx;
import io.vertx.core.VertxOptions;
import io.vertx.core.net.NetClient;
import io.vertx.core.net.NetClientOptions;
import io.vertx.core.net.NetServer;
import io.vertx.core.net.NetServerOptions;
import io.vertx.core.net.NetSocket;
import java.time.Duration;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;

/**
 * A wire between clients and a server on this machine, which can be slow, silent or broken. What is
 * held back while it is silent arrives later, as TCP has it.
 */
public final class TcpProxy implements AutoCloseable {

  private static final int CONNECT_MILLIS = 2_000;

  private final int target;
  private final Vertx vertx = Vertx.vertx(new VertxOptions().setEventLoopPoolSize(1));
  private final NetClient client;
  private final NetServer server;
  private final Set<Link> links = ConcurrentHashMap.newKeySet();
  private volatile boolean silent;
  private volatile boolean broken;
  private volatile long delayMillis;

  /** A connection of a client and the one that it stands for. */
  private record Link(NetSocket near, NetSocket far) {
    void pause() {
      near.pause();
      far.pause();
    }

    void resume() {
      near.resume();
      far.resume();
    }

    void close() {
      near.close();
      far.close();
    }
  }

  private TcpProxy(int target) {
    this.target = target;
    this.client = vertx.createNetClient(new NetClientOptions().setConnectTimeout(CONNECT_MILLIS));
    this.server = vertx.createNetServer(new NetServerOptions().setHost("127.0.0.1"));
  }

  /** Listens at {@code port} and passes everything on to {@code target}, both on loopback. */
  public static TcpProxy start(int port, int target) {
    TcpProxy proxy = new TcpProxy(target);
    try {
      proxy
          .server
          .connectHandler(proxy::accept)
          .listen(port)
          .toCompletionStage()
          .toCompletableFuture()
          .get(10, TimeUnit.SECONDS);
      return proxy;
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      proxy.close();
      throw new IllegalStateException("interrupted", e);
    } catch (ExecutionException | TimeoutException e) {
      proxy.close();
      throw new IllegalStateException("the proxy cannot listen at " + port, e);
    }
  }

  /** Whatever is sent arrives so much later, both ways. */
  public void delay(Duration time) {
    delayMillis = time.toMillis();
  }

  /** Nothing arrives any more; connections stay open, new ones are taken and lead nowhere. */
  public void silence() {
    silent = true;
    links.forEach(Link::pause);
  }

  /** Connections end, new ones are refused. */
  public void cut() {
    broken = true;
    links.forEach(Link::close);
  }

  /** A good wire again. */
  public void heal() {
    silent = false;
    broken = false;
    delayMillis = 0;
    links.forEach(Link::resume);
  }

  private void accept(NetSocket near) {
    near.pause();
    if (broken) {
      near.close();
      return;
    }
    near.exceptionHandler(failure -> near.close());
    client
        .connect(target, "127.0.0.1")
        .onSuccess(far -> join(new Link(near, far)))
        .onFailure(failure -> near.close());
  }

  private void join(Link link) {
    links.add(link);
    pass(link.near(), link.far());
    pass(link.far(), link.near());
    link.near().closeHandler(end -> end(link));
    link.far().closeHandler(end -> end(link));
    if (silent) {
      link.pause();
    } else {
      link.resume();
    }
  }

  private void pass(NetSocket from, NetSocket to) {
    from.exceptionHandler(failure -> from.close());
    from.handler(
        bytes -> {
          long delay = delayMillis;
          if (delay > 0) {
            // Timers of one delay fire in order, so the bytes stay in theirs.
            vertx.setTimer(delay, fired -> to.write(bytes));
          } else {
            to.write(bytes);
          }
          if (to.writeQueueFull()) {
            from.pause();
            to.drainHandler(
                drained -> {
                  if (!silent) {
                    from.resume();
                  }
                });
          }
        });
  }

  private void end(Link link) {
    links.remove(link);
    link.close();
  }

  @Override
  public void close() {
    try {
      vertx.close().toCompletionStage().toCompletableFuture().get(10, TimeUnit.SECONDS);
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
    } catch (ExecutionException | TimeoutException e) {
      throw new IllegalStateException("the proxy does not end", e);
    }
  }
}
