package dev.otajobs.auth.quota;

import java.util.List;

/** The calls that the other instances admitted, known with a delay of one heartbeat. */
public interface RemoteUsage {

  /** For an instance without peers. */
  RemoteUsage NONE = quota -> List.of();

  /**
   * How many calls of this quota each other instance admitted within its last second; an element
   * for each of them, 0 included.
   */
  List<Integer> admitted(String quota);
}
