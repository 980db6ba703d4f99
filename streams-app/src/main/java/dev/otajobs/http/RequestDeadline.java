package dev.otajobs.http;

import io.netty.channel.ChannelDuplexHandler;
import io.netty.channel.ChannelHandlerContext;
import io.netty.channel.ChannelInboundHandlerAdapter;
import io.netty.channel.ChannelPipeline;
import io.netty.channel.ChannelPromise;
import io.netty.handler.codec.http.HttpResponse;
import io.netty.handler.codec.http.HttpStatusClass;
import io.netty.handler.codec.http.LastHttpContent;
import java.time.Duration;
import java.util.concurrent.Future;
import java.util.concurrent.TimeUnit;
import org.jspecify.annotations.Nullable;

/**
 * Closes a connection whose request is not complete in time. The time of the first request runs
 * from the start of the connection, that of later ones from their first byte; further bytes do not
 * prolong it. It does not run while a call is answered: the client may wait for its reply.
 */
final class RequestDeadline extends ChannelDuplexHandler {

  private final Duration limit;
  private final Runnable missed;

  /** The timer, while a request is expected. */
  private @Nullable Future<?> running;

  /**
   * Complete requests minus written replies. It is -1 if a request was refused at its headers and
   * is not complete yet.
   */
  private int unanswered;

  /** Whether bytes of a request have come whose end has not. */
  private boolean incomplete;

  /** Whether bytes of the next request came while a call was answered. */
  private boolean early;

  private RequestDeadline(Duration limit, Runnable missed) {
    this.limit = limit;
    this.missed = missed;
  }

  /**
   * Watches a connection from now on.
   *
   * @param last the last handler of its pipeline, which gets decoded requests
   * @param missed called before a connection is closed
   */
  static void watch(ChannelHandlerContext last, Duration limit, Runnable missed) {
    RequestDeadline deadline = new RequestDeadline(limit, missed);
    ChannelPipeline pipeline = last.pipeline();
    pipeline.addBefore("httpDecoder", "requestBytes", deadline.new Bytes());
    pipeline.addBefore(last.name(), "requestDeadline", deadline);
    deadline.begin(last);
  }

  /** Sees bytes before they are decoded. The decoder passes headers on only when complete. */
  private final class Bytes extends ChannelInboundHandlerAdapter {

    @Override
    public void channelRead(ChannelHandlerContext context, Object bytes) {
      if (unanswered > 0) {
        early = true;
      } else {
        incomplete = true;
      }
      context.fireChannelRead(bytes);
    }

    /** Most requests have come as a whole by now, and need no timer. */
    @Override
    public void channelReadComplete(ChannelHandlerContext context) {
      if (incomplete) {
        begin(context);
      }
      context.fireChannelReadComplete();
    }
  }

  @Override
  public void channelRead(ChannelHandlerContext context, Object message) {
    if (message instanceof LastHttpContent) {
      end();
      incomplete = false;
      unanswered++;
    }
    context.fireChannelRead(message);
  }

  @Override
  public void write(ChannelHandlerContext context, Object message, ChannelPromise promise) {
    if (message instanceof LastHttpContent && !isInterim(message)) {
      unanswered--;
      if (early && unanswered <= 0) {
        early = false;
        begin(context);
      }
    }
    context.write(message, promise);
  }

  @Override
  public void channelInactive(ChannelHandlerContext context) {
    end();
    context.fireChannelInactive();
  }

  /** A reply like 100 Continue, after which the final one follows. */
  private static boolean isInterim(Object message) {
    return message instanceof HttpResponse response
        && response.status().codeClass() == HttpStatusClass.INFORMATIONAL;
  }

  private void begin(ChannelHandlerContext context) {
    if (running == null) {
      running =
          context
              .executor()
              .schedule(() -> close(context), limit.toMillis(), TimeUnit.MILLISECONDS);
    }
  }

  private void end() {
    if (running != null) {
      running.cancel(false);
      running = null;
    }
  }

  private void close(ChannelHandlerContext context) {
    missed.run();
    context.close();
  }
}
