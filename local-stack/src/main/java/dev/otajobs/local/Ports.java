package dev.otajobs.local;

import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.ServerSocket;
import java.net.Socket;
import java.util.concurrent.ThreadLocalRandom;

/** TCP ports of the loopback interface. */
public final class Ports {
  // Below every system's ephemeral range (32768 on Linux, 49152 elsewhere): a client that keeps
  // trying an ephemeral port of a stopped server can connect to itself and hold the port for good.
  private static final int LOWEST = 20_000;
  private static final int HIGHEST = 32_000;

  private Ports() {}

  /** A port on which nothing listens now; it stays the same server's over its restarts. */
  public static int free() {
    for (int attempt = 0; attempt < 200; attempt++) {
      int port = ThreadLocalRandom.current().nextInt(LOWEST, HIGHEST);
      if (canListen(port)) {
        return port;
      }
    }
    throw new LocalStackException("No free port between %d and %d.".formatted(LOWEST, HIGHEST));
  }

  /** Whether something accepts connections at the port. */
  public static boolean accepts(int port) {
    try (Socket socket = new Socket()) {
      socket.connect(new InetSocketAddress(InetAddress.getLoopbackAddress(), port), 1_000);
      return true;
    } catch (IOException e) {
      return false;
    }
  }

  static void requireFree(String owner, int port) {
    if (accepts(port)) {
      throw new LocalStackException(
          "Port %d, wanted by the %s, is in use by another program.".formatted(port, owner));
    }
  }

  private static boolean canListen(int port) {
    try (ServerSocket socket = new ServerSocket(port, 1, InetAddress.getLoopbackAddress())) {
      return socket.isBound();
    } catch (IOException e) {
      return false;
    }
  }
}
