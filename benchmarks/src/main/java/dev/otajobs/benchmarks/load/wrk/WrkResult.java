package dev.otajobs.benchmarks.load.wrk;

import java.util.Arrays;

/**
 * What wrk counted.
 *
 * @param refused replies of status 400 and more
 * @param broken connections that failed, and replies that did not come
 */
public record WrkResult(long requests, long micros, long refused, long broken) {

  private static final String MARK = "RESULT ";

  /**
   * Reads the line that our script prints.
   *
   * @throws IllegalStateException if there is none
   */
  static WrkResult parse(String output) {
    String line =
        output
            .lines()
            .filter(text -> text.startsWith(MARK))
            .findFirst()
            .orElseThrow(() -> new IllegalStateException("wrk has no result: " + output));
    long[] values =
        Arrays.stream(line.substring(MARK.length()).split(" "))
            .mapToLong(Long::parseLong)
            .toArray();
    return new WrkResult(values[0], values[1], values[2], values[3]);
  }

  public double perSecond() {
    return requests * 1e6 / micros;
  }

  /**
   * The same, if every call was answered as it should.
   *
   * @throws IllegalStateException if not: refusals are cheaper than answers
   */
  public WrkResult requireAnswered() {
    if (refused + broken > 0) {
      throw new IllegalStateException("not all calls were answered: " + this);
    }
    return this;
  }
}
