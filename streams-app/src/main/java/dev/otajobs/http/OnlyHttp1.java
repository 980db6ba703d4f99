package dev.otajobs.http;

import io.netty.channel.ChannelHandlerContext;
import io.netty.channel.ChannelInboundHandlerAdapter;
import io.netty.handler.codec.DecoderResult;
import io.netty.handler.codec.http.DefaultFullHttpRequest;
import io.netty.handler.codec.http.HttpMethod;
import io.netty.handler.codec.http.HttpRequest;
import io.netty.handler.codec.http.HttpVersion;
import io.netty.util.ReferenceCountUtil;

/**
 * Treats a request of another protocol or version than HTTP/1.0 and HTTP/1.1 as Netty's decoder
 * treats one that it cannot read: Vert.x answers 400 and closes, and what follows is dropped.
 * Without it, the status line would repeat whatever stands in the place of the version; it has to
 * name the server's (RFC 9112, 2.3).
 */
final class OnlyHttp1 extends ChannelInboundHandlerAdapter {

  private boolean refused;

  private OnlyHttp1() {}

  /**
   * Checks the requests of a connection from now on.
   *
   * @param last the last handler of its pipeline, which gets decoded requests
   */
  static void check(ChannelHandlerContext last) {
    last.pipeline().addBefore(last.name(), "onlyHttp1", new OnlyHttp1());
  }

  @Override
  public void channelRead(ChannelHandlerContext context, Object message) {
    if (refused) {
      ReferenceCountUtil.release(message);
    } else if (message instanceof HttpRequest request && !known(request.protocolVersion())) {
      refused = true;
      ReferenceCountUtil.release(message);
      context.fireChannelRead(malformed());
    } else {
      context.fireChannelRead(message);
    }
  }

  /** By identity, as Vert.x compares: the decoder makes another object for http/1.1. */
  private static boolean known(HttpVersion version) {
    return version == HttpVersion.HTTP_1_1 || version == HttpVersion.HTTP_1_0;
  }

  private static HttpRequest malformed() {
    HttpRequest request =
        new DefaultFullHttpRequest(HttpVersion.HTTP_1_1, HttpMethod.GET, "/bad-request");
    request.setDecoderResult(
        DecoderResult.failure(new IllegalArgumentException("neither HTTP/1.0 nor HTTP/1.1")));
    return request;
  }
}
