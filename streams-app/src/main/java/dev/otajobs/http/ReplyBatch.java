package dev.otajobs.http;

import io.netty.channel.ChannelHandlerContext;
import io.netty.channel.ChannelOutboundHandlerAdapter;
import io.netty.channel.ChannelPromise;
import java.util.ArrayList;
import java.util.List;

/**
 * Sends the replies of one event loop together: those that were written while it went through the
 * connections that had something to read. Each reply that is sent alone wakes its caller, and where
 * both share a core the one interrupts the other every time.
 *
 * <p>Nothing waits for a batch to fill: what was written is sent before the event loop looks for
 * more to read. Not thread-safe: of one event loop.
 */
final class ReplyBatch {

  /** With more connections than this at once, the first ones would wait for the last ones. */
  private static final int MOST = 64;

  private final List<ChannelHandlerContext> written = new ArrayList<>(MOST);

  /**
   * Batches what a connection of this event loop sends.
   *
   * @param any handler of its pipeline
   */
  void add(ChannelHandlerContext any) {
    any.pipeline().addFirst("replyBatch", new Flushes());
  }

  private void later(ChannelHandlerContext connection) {
    written.add(connection);
    if (written.size() >= MOST) {
      sendAll();
    } else if (written.size() == 1) {
      connection.executor().execute(this::sendAll);
    }
  }

  private void sendAll() {
    List<ChannelHandlerContext> batch = List.copyOf(written);
    written.clear();
    batch.forEach(ChannelHandlerContext::flush);
  }

  private final class Flushes extends ChannelOutboundHandlerAdapter {

    @Override
    public void flush(ChannelHandlerContext connection) {
      later(connection);
    }

    /** What is written and not sent yet would be lost. */
    @Override
    public void close(ChannelHandlerContext connection, ChannelPromise promise) {
      connection.flush();
      connection.close(promise);
    }
  }
}
