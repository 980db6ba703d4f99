package dev.otajobs.it.fuzz;

import dev.otajobs.it.fuzz.FuzzedRequest.Expected;
import java.io.BufferedInputStream;
import java.io.EOFException;
import java.io.IOException;
import java.io.InputStream;
import java.net.InetAddress;
import java.net.Socket;
import java.net.SocketException;
import java.util.List;
import java.util.Optional;
import java.util.function.Consumer;

/**
 * Sends requests over a connection that is kept alive as long as the server allows, and broken ones
 * over one of their own. Not thread-safe.
 */
public final class FuzzClient implements AutoCloseable {

  private static final int PATIENCE_MILLIS = 10_000;

  private final int port;
  private final ReplyCheck check;
  private final Consumer<String> outcomes;
  private Socket kept;
  private InputStream in;

  /**
   * @param secrets what no reply may show
   * @param outcomes is told the status of each reply, or what there was instead
   */
  public FuzzClient(int port, List<String> secrets, Consumer<String> outcomes) {
    this.port = port;
    this.check = new ReplyCheck(secrets);
    this.outcomes = outcomes;
  }

  /**
   * Sends the request and checks all that comes back.
   *
   * @throws AssertionError if something is wrong with it
   */
  public void send(FuzzedRequest request) throws IOException {
    switch (request.expected()) {
      case NOTHING -> abort(request);
      case ANYTHING -> sendAndHangUp(request);
      case SUCCESS, REFUSAL, RPC_REPLY, REPLY -> exchange(request);
    }
  }

  private void exchange(FuzzedRequest request) throws IOException {
    if (kept == null) {
      kept = connect();
      in = new BufferedInputStream(kept.getInputStream());
    }
    kept.getOutputStream().write(request.bytes());
    RawReply reply =
        RawReply.read(in, request.isHead()).orElseThrow(() -> new AssertionError("no reply"));
    check(request, reply);
    if (reply.endsConnection()) {
      close();
    }
  }

  private void abort(FuzzedRequest request) throws IOException {
    try (Socket socket = connect()) {
      socket.setSoLinger(true, 0);
      socket.getOutputStream().write(request.bytes());
    }
    outcomes.accept("aborted");
  }

  /** Whatever the server still waits for: it does not come. */
  private void sendAndHangUp(FuzzedRequest request) throws IOException {
    int replies = 0;
    try (Socket socket = connect()) {
      InputStream replied = new BufferedInputStream(socket.getInputStream());
      socket.getOutputStream().write(request.bytes());
      socket.shutdownOutput();
      Optional<RawReply> reply = RawReply.read(replied, request.isHead());
      while (reply.isPresent()) {
        replies++;
        check(request, reply.get());
        reply = reply.get().endsConnection() ? Optional.empty() : RawReply.read(replied, false);
      }
    } catch (SocketException | EOFException e) {
      // It may hang up while it is being written to, or in the middle of a later reply.
      outcomes.accept("cut off");
      return;
    }
    if (replies == 0) {
      outcomes.accept("closed");
    }
  }

  private void check(FuzzedRequest request, RawReply reply) {
    check.check(request, reply);
    outcomes.accept(Integer.toString(reply.status()));
    if (request.expected() == Expected.SUCCESS) {
      outcomes.accept("success");
    }
  }

  private Socket connect() throws IOException {
    Socket socket = new Socket(InetAddress.getLoopbackAddress(), port);
    socket.setSoTimeout(PATIENCE_MILLIS);
    socket.setTcpNoDelay(true);
    return socket;
  }

  @Override
  public void close() throws IOException {
    if (kept != null) {
      kept.close();
      kept = null;
    }
  }
}
