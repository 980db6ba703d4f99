package dev.otajobs.api.rest;

import io.vertx.core.Vertx;
import io.vertx.core.http.HttpServerResponse;
import java.time.Duration;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Server-sent events to one caller, as long as it takes them. Nothing is queued: whoever has
 * something to send asks first whether the caller can take it, and is told when it can. All of it
 * runs on the event loop of the connection.
 */
final class EventStream {

  private static final Logger LOG = LoggerFactory.getLogger(EventStream.class);

  /** Shorter than the time after which an idle connection is closed, here and at most proxies. */
  private static final Duration HEARTBEAT = Duration.ofSeconds(15);

  /** A caller that has not taken what it was sent for so long is given up. */
  private static final Duration PATIENCE = Duration.ofSeconds(30);

  /** Then the caller comes again, with its token, which may have been withdrawn. */
  private static final Duration LONGEST = Duration.ofMinutes(10);

  private final Vertx vertx;
  private final String what;
  private final Runnable cut;
  private final Runnable ready;

  private boolean isOver;
  private boolean isClosing;
  private boolean isUnread;
  private long unreadSince;
  private @Nullable HttpServerResponse response;
  private long heartbeat = -1;
  private long longest = -1;

  /**
   * @param what is watched, for the log
   * @param cut closes the connection, whatever is still to be sent
   * @param ready is run when the caller can take more
   */
  EventStream(Vertx vertx, String what, Runnable cut, Runnable ready) {
    this.vertx = vertx;
    this.what = what;
    this.cut = cut;
    this.ready = ready;
  }

  /** Begins the reply, unless the caller has gone away. */
  void begin(HttpServerResponse to) {
    if (isOver) {
      return;
    }
    response = to;
    if (isClosing) {
      end("closing");
      return;
    }
    heartbeat = vertx.setPeriodic(HEARTBEAT.toMillis(), timer -> beat());
    longest = vertx.setTimer(LONGEST.toMillis(), timer -> end("renew"));
    to.write("retry: 1000\n\n");
    ready.run();
  }

  /** Whether the caller can take an event now. If it does not read, it is told later. */
  boolean canTake() {
    HttpServerResponse to = response;
    if (to == null) {
      return false;
    }
    if (to.writeQueueFull()) {
      waitForCaller(to);
      return false;
    }
    return true;
  }

  private void waitForCaller(HttpServerResponse to) {
    if (!isUnread) {
      isUnread = true;
      unreadSince = System.nanoTime();
      to.drainHandler(
          drained -> {
            isUnread = false;
            ready.run();
          });
    }
  }

  void send(String event, String id, String data) {
    write("event: " + event + "\nid: " + id + "\ndata: " + data + "\n\n");
  }

  /** An event after which nothing can be resumed. */
  void send(String event, String data) {
    write("event: " + event + "\ndata: " + data + "\n\n");
  }

  private void write(String text) {
    HttpServerResponse to = response;
    if (to != null) {
      to.write(text);
    }
  }

  /**
   * Ends the reply; the caller may come again.
   *
   * @param reason for the caller
   */
  void end(String reason) {
    HttpServerResponse to = response;
    if (to != null) {
      to.end("event: end\ndata: {\"reason\":\"" + reason + "\"}\n\n");
    }
  }

  /** The instance stops. */
  void closing() {
    isClosing = true;
    end("closing");
  }

  /** The connection is closed, or the reply is over. */
  void over() {
    isOver = true;
    vertx.cancelTimer(heartbeat);
    vertx.cancelTimer(longest);
    response = null;
  }

  private void beat() {
    HttpServerResponse to = response;
    if (to == null) {
      return;
    }
    if (isUnread && System.nanoTime() - unreadSince > PATIENCE.toNanos()) {
      LOG.info("a watcher does not read and is dropped, watched={}", what);
      cut.run();
    } else if (!to.writeQueueFull()) {
      to.write(": alive\n\n");
    } else {
      waitForCaller(to);
    }
  }
}
