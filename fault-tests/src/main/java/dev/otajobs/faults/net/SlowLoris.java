package dev.otajobs.faults.net;

import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.nio.ByteBuffer;
import java.nio.channels.SocketChannel;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;

/** Many connections that each send a request a few bytes at a time, and never end it. */
public final class SlowLoris implements AutoCloseable {

  private static final byte[] BEGINNING =
      "GET /v1/jobs/x HTTP/1.1\r\nHost: h\r\n".getBytes(StandardCharsets.US_ASCII);
  private static final byte[] MORE = "X-A: b\r\n".getBytes(StandardCharsets.US_ASCII);

  private final List<SocketChannel> connections = new ArrayList<>();
  private int refused;

  /** Opens so many connections to this port of the machine. */
  public static SlowLoris open(int port, int count) {
    SlowLoris loris = new SlowLoris();
    InetSocketAddress target = new InetSocketAddress(InetAddress.getLoopbackAddress(), port);
    for (int i = 0; i < count; i++) {
      try {
        SocketChannel connection = SocketChannel.open(target);
        connection.configureBlocking(false);
        connection.write(ByteBuffer.wrap(BEGINNING));
        loris.connections.add(connection);
      } catch (IOException e) {
        loris.refused++;
      }
    }
    return loris;
  }

  /** Sends one more line on each; how many the server still has. */
  public int drip() {
    connections.removeIf(connection -> !isOpen(connection));
    return connections.size();
  }

  /** Connections that were not taken at all. */
  public int refused() {
    return refused;
  }

  private static boolean isOpen(SocketChannel connection) {
    try {
      connection.write(ByteBuffer.wrap(MORE));
      return connection.read(ByteBuffer.allocate(512)) >= 0;
    } catch (IOException e) {
      return false;
    }
  }

  @Override
  public void close() throws IOException {
    for (SocketChannel connection : connections) {
      connection.close();
    }
  }
}
