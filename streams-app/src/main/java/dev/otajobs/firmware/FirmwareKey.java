package dev.otajobs.firmware;

import static java.util.Objects.requireNonNull;

import dev.otajobs.job.Texts;

/**
 * What identifies an update package: its id, within the account that it belongs to. So no account
 * can replace another one's package.
 *
 * <p>The text form {@code firmwareId/accountId} is the key of its record in the topic of packages.
 * It is unambiguous, because an account id has no slash.
 */
public record FirmwareKey(String firmwareId, String accountId) {

  private static final int MAX_FIRMWARE_ID = 64;

  public FirmwareKey {
    requireNonNull(firmwareId, "firmwareId");
    requireNonNull(accountId, "accountId");
  }

  /** Whether a package can have this id: 1 to 64 characters, no control characters. */
  public static boolean isFirmwareId(String text) {
    return Texts.isLine(text, 1, MAX_FIRMWARE_ID);
  }

  /** {@code firmwareId/accountId}. */
  public String text() {
    return firmwareId + "/" + accountId;
  }
}
