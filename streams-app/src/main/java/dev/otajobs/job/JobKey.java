package dev.otajobs.job;

import static java.util.Objects.requireNonNull;

/**
 * What identifies a job: its id, within the account that it belongs to. Two accounts that use the
 * same JobId have two jobs, and no event of the one changes the other.
 *
 * <p>The text form {@code jobId/accountId} is the key of the views topic. It is unambiguous,
 * because an account id has no slash.
 */
public record JobKey(String jobId, String accountId) {

  private static final char SEPARATOR = '/';
  private static final int MAX_JOB_ID = 128;

  public JobKey {
    requireNonNull(jobId, "jobId");
    requireNonNull(accountId, "accountId");
    if (accountId.indexOf(SEPARATOR) >= 0) {
      throw new IllegalArgumentException("an account id has no '/': " + accountId);
    }
  }

  /** Whether a job can have this id: 1 to 128 characters, no control characters. */
  public static boolean isJobId(String text) {
    return Texts.isLine(text, 1, MAX_JOB_ID);
  }

  /** The key whose {@link #text} this is. */
  public static JobKey parse(String text) {
    int separator = text.lastIndexOf(SEPARATOR);
    if (separator < 0) {
      throw new IllegalArgumentException("not a job key: " + text);
    }
    return new JobKey(text.substring(0, separator), text.substring(separator + 1));
  }

  /** {@code jobId/accountId}. */
  public String text() {
    return jobId + SEPARATOR + accountId;
  }
}
