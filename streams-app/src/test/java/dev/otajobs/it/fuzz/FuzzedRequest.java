package dev.otajobs.it.fuzz;

import java.nio.charset.StandardCharsets;

/**
 * One generated request.
 *
 * @param kind what was done to it, for the report
 */
public record FuzzedRequest(String kind, Expected expected, byte[] bytes) {

  /** A request line and the headers stay below the server's bounds if they are no longer. */
  private static final int MAX_HEAD = 15_000;

  /** What it must be answered with. */
  public enum Expected {
    /** An RPC reply with the job. */
    SUCCESS,
    /** A status from 400 to 499. */
    REFUSAL,
    /** An RPC reply, whatever it says. */
    RPC_REPLY,
    /** A reply. */
    REPLY,
    /** Replies, none, or the end of the connection. */
    ANYTHING,
    /** Nothing: it is cut off by the client. */
    NOTHING
  }

  /** Only a head of a common size can be relied upon to be answered by us. */
  static FuzzedRequest of(String kind, Expected expected, Wire wire) {
    return new FuzzedRequest(
        kind, wire.headLength() > MAX_HEAD ? Expected.ANYTHING : expected, wire.bytes());
  }

  boolean isHead() {
    return text(5).equals("HEAD ");
  }

  /** Its beginning, readable. */
  public String text(int atMost) {
    return new String(bytes, 0, Math.min(atMost, bytes.length), StandardCharsets.ISO_8859_1);
  }
}
