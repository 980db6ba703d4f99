package dev.otajobs.benchmarks.load.data;

import java.util.Locale;

/** The ids of the made-up jobs, of the platform's length. The scripts of wrk make them, too. */
public final class JobIds {

  /** Of the jobs that there are. */
  public static final String PREFIX = "HvKuBpuk3rdk6E92";

  /** Of as many jobs that nobody has. */
  public static final String MISSING = "NoSuchJob3rdk6E9";

  private JobIds() {}

  /** The id of the job of this number, from 0. */
  public static String of(long number) {
    return of(PREFIX, number);
  }

  public static String of(String prefix, long number) {
    return String.format(Locale.ROOT, "%s%010d", prefix, number);
  }
}
