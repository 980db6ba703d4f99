package dev.otajobs.http;

import java.time.Duration;
import java.util.concurrent.Executor;
import java.util.function.LongSupplier;

/**
 * Sheds calls once an event loop has more to do than it can. In each turn a loop answers all calls
 * that have come meanwhile, one after the other; so the length of its turns is how long calls wait.
 * If they are longer than {@link #TARGET} for {@link #PATIENCE}, the calls that come after the
 * target in a turn are refused. A pause of the process makes one turn long, and nothing is refused.
 *
 * <p>The bound is one of time, so it adapts to the machine and to what calls cost. Each event loop
 * is measured by itself. Controlled delay (RFC 8289) is the model.
 */
final class TurnLimit {

  /** How long calls may wait within a turn. */
  static final Duration TARGET = Duration.ofMillis(10);

  /** For how long turns may be longer. */
  static final Duration PATIENCE = Duration.ofMillis(100);

  private static final class Turn {
    private boolean open;
    private long began;
    private boolean late;
    private long lateSince;
  }

  private final LongSupplier nanoTime;
  private final ThreadLocal<Turn> turns = ThreadLocal.withInitial(Turn::new);

  /**
   * @param nanoTime nanoseconds from any origin
   */
  TurnLimit(LongSupplier nanoTime) {
    this.nanoTime = nanoTime;
  }

  /**
   * Whether the call that has come on this event loop may be answered in this turn.
   *
   * @param afterTurn runs what it is given when all calls of the turn have come
   */
  boolean admit(Executor afterTurn) {
    Turn turn = turns.get();
    long now = nanoTime.getAsLong();
    if (!turn.open) {
      turn.open = true;
      turn.began = now;
      afterTurn.execute(() -> end(turn));
      return true;
    }
    if (now - turn.began <= TARGET.toNanos()) {
      return true;
    }
    if (!turn.late) {
      turn.late = true;
      turn.lateSince = turn.began;
    }
    return now - turn.lateSince <= PATIENCE.toNanos();
  }

  private void end(Turn turn) {
    turn.open = false;
    if (nanoTime.getAsLong() - turn.began <= TARGET.toNanos()) {
      turn.late = false;
    }
  }
}
