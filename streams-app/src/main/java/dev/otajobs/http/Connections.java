package dev.otajobs.http;

import io.vertx.core.http.HttpConnection;
import io.vertx.core.http.impl.HttpServerConnection;

/** What Vert.x does not offer for connections. */
public final class Connections {

  private Connections() {}

  /**
   * Closes a connection at once. Vert.x' own close waits until what was written is sent, which a
   * peer that does not read never lets happen.
   */
  public static void cut(HttpConnection connection) {
    ((HttpServerConnection) connection).channelHandlerContext().close();
  }
}
