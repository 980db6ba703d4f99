package dev.otajobs.faults.net;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.nio.ByteBuffer;
import java.nio.channels.SelectionKey;
import java.nio.channels.Selector;
import java.nio.channels.SocketChannel;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Deque;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/**
 * Many callers on one thread that each send the next request once they have the reply to the last
 * one, at most so many a second. An ordinary client would take more of the two cores than the
 * service that it floods.
 */
public final class Flood implements AutoCloseable {

  /** The share of the planned calls without which it is no flood. */
  public static final double ENOUGH = 0.8;

  private static final Pattern LENGTH = Pattern.compile("(?i)\r\ncontent-length: *(\\d+)\r\n");
  private static final int LARGEST = 8 * 1024;
  private static final long TICK_MILLIS = 1;
  private static final Duration LAST_REPLIES = Duration.ofSeconds(5);

  private final InetSocketAddress target;
  private final List<byte[]> requests;
  private final double perNano;
  private final Selector selector = open();
  private final Thread thread = new Thread(this::run, "flood");
  private final Deque<Caller> idle = new ArrayDeque<>();
  private final List<SocketChannel> channels = new ArrayList<>();
  private final Map<Integer, List<Duration>> replies = new TreeMap<>();
  private int broken;
  private @Nullable Exception failure;
  private int sent;
  private volatile boolean stopping;

  private static final class Caller {
    private final ByteBuffer reply = ByteBuffer.allocate(LARGEST);
    private final SelectionKey key;
    private long sentAt;

    Caller(SelectionKey key) {
      this.key = key;
    }

    SocketChannel channel() {
      return (SocketChannel) key.channel();
    }
  }

  /**
   * @param paths that are asked for, one after the other
   * @param perSecond at most, or {@link Integer#MAX_VALUE}
   */
  public Flood(int port, List<String> paths, int perSecond) {
    this.target = new InetSocketAddress(InetAddress.getLoopbackAddress(), port);
    this.requests =
        paths.stream()
            .map(path -> "GET " + path + " HTTP/1.1\r\nHost: h\r\n\r\n")
            .map(request -> request.getBytes(StandardCharsets.US_ASCII))
            .toList();
    this.perNano = perSecond / 1e9;
  }

  private static Selector open() {
    try {
      return Selector.open();
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  /** Opens so many connections and begins. */
  public Flood start(int callers) throws IOException {
    for (int i = 0; i < callers; i++) {
      SocketChannel channel = SocketChannel.open(target);
      channel.configureBlocking(false);
      channels.add(channel);
      SelectionKey key = channel.register(selector, SelectionKey.OP_READ);
      Caller caller = new Caller(key);
      key.attach(caller);
      idle.add(caller);
    }
    thread.setDaemon(true);
    thread.start();
    return this;
  }

  private void run() {
    long began = System.nanoTime();
    try {
      while (!stopping) {
        double due = (System.nanoTime() - began) * perNano;
        while (sent < due && !idle.isEmpty()) {
          send(idle.poll());
        }
        selector.select(this::read, TICK_MILLIS);
      }
      long end = System.nanoTime() + LAST_REPLIES.toNanos();
      while (unanswered() > 0 && System.nanoTime() - end < 0) {
        selector.select(this::read, TICK_MILLIS);
      }
    } catch (IOException | RuntimeException e) {
      failure = e;
    }
  }

  private void send(Caller caller) {
    try {
      caller.reply.clear();
      caller.sentAt = System.nanoTime();
      // A request is far smaller than what a socket takes at once.
      caller.channel().write(ByteBuffer.wrap(requests.get(sent % requests.size())));
      sent++;
    } catch (IOException e) {
      end(caller.key);
    }
  }

  private void read(SelectionKey key) {
    Caller caller = (Caller) key.attachment();
    try {
      if (caller.channel().read(caller.reply) < 0) {
        end(key);
      } else {
        status(caller.reply)
            .ifPresent(
                status -> {
                  replies
                      .computeIfAbsent(status, none -> new ArrayList<>())
                      .add(Duration.ofNanos(System.nanoTime() - caller.sentAt));
                  idle.add(caller);
                });
      }
    } catch (IOException e) {
      end(key);
    }
  }

  private void end(SelectionKey key) {
    broken++;
    key.cancel();
  }

  /** Of a reply that is complete; a body has a length here. */
  private static Optional<Integer> status(ByteBuffer reply) {
    String text = new String(reply.array(), 0, reply.position(), StandardCharsets.ISO_8859_1);
    int head = text.indexOf("\r\n\r\n");
    Matcher length = LENGTH.matcher(text);
    return head > 0
            && length.find()
            && text.length() >= head + 4 + Integer.parseInt(length.group(1))
        ? Optional.of(Integer.parseInt(text.substring(9, 12)))
        : Optional.empty();
  }

  /** How long the replies took, by status. Called when it is closed. */
  public Map<Integer, List<Duration>> replies() {
    return replies;
  }

  /** Callers that wait for a reply in vain. Called when it is closed. */
  public int unanswered() {
    return channels.size() - idle.size() - broken;
  }

  /** Connections that ended. */
  public int broken() {
    return broken;
  }

  @Override
  public void close() throws IOException {
    stopping = true;
    try {
      thread.join(10_000);
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
    }
    for (SocketChannel channel : channels) {
      channel.close();
    }
    selector.close();
    if (failure != null) {
      throw new IOException("the flood ended by itself", failure);
    }
  }
}
