package dev.otajobs.peers;

import java.util.HashMap;
import java.util.Map;
import java.util.function.Supplier;
import java.util.stream.Collectors;

/** What a heartbeat tells: how many calls of each account were let in within the last second. */
public final class Beat {

  private static final String END = "\n";
  private static final int MOST = 10_000;

  private final Supplier<Map<String, Integer>> usage;

  /**
   * @param usage calls by account id, those with none left out
   */
  public Beat(Supplier<Map<String, Integer>> usage) {
    this.usage = usage;
  }

  /** A line for each account: its id, a blank, the number. At most 10,000. */
  String text() {
    return usage.get().entrySet().stream()
        .limit(MOST)
        .map(entry -> entry.getKey() + " " + entry.getValue() + END)
        .collect(Collectors.joining());
  }

  /** Reads what {@link #text} wrote; passes over what it cannot read. */
  static Map<String, Integer> parse(String text) {
    Map<String, Integer> usage = new HashMap<>();
    text.lines()
        .limit(MOST)
        .map(line -> line.split(" ", -1))
        .filter(parts -> parts.length == 2 && parts[1].matches("[0-9]{1,8}"))
        .forEach(parts -> usage.put(parts[0], Integer.valueOf(parts[1])));
    return Map.copyOf(usage);
  }
}
