package dev.otajobs.http;

import io.netty.channel.ChannelHandlerContext;
import io.netty.channel.ChannelOutboundHandlerAdapter;
import io.netty.channel.ChannelPromise;
import java.util.ArrayList;
import java.util.List;

/**
 * Sends the replies of one turn of an event loop together. A reply that is sent alone wakes its
 * caller at once; where caller and service share a core, that interrupts the service for each
 * reply.
 *
 * <p>No reply waits for a batch to fill: all are sent before the event loop reads again. Not
 * thread-safe: each event loop has its own.
 */
final class ReplyBatch {

  /** The most replies of a batch. With more, the first one would wait too long for the last one. */
  private static final int MOST = 64;

  private final List<ChannelHandlerContext> written = new ArrayList<>(MOST);

  /**
   * Batches the replies of a connection of this event loop.
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

    /** Sends first: a reply that is written and not sent would be lost. */
    @Override
    public void close(ChannelHandlerContext connection, ChannelPromise promise) {
      connection.flush();
      connection.close(promise);
    }
  }
}
