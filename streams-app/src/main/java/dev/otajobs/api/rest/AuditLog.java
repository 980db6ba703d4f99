package dev.otajobs.api.rest;

import dev.otajobs.firmware.FirmwareKey;
import dev.otajobs.letters.Replays;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** Who replayed or removed what over HTTP: lines of a logger that a site can keep apart. */
final class AuditLog {

  private static final Logger LOG = LoggerFactory.getLogger("dev.otajobs.audit");

  private AuditLog() {}

  /**
   * What became of a dead letter that was to be written again.
   *
   * @param isMended whether another event was written instead
   */
  static void replayed(String accountId, Replays.Outcome outcome, boolean isMended) {
    LOG.info(
        "replayed a dead letter, account={} at={} again={} mended={} problem={}",
        accountId,
        outcome.place(),
        outcome.again().map(at -> at.text()).orElse("no"),
        isMended,
        outcome.why().orElse("none"));
  }

  /** A package was removed by its account. */
  static void removed(FirmwareKey key) {
    LOG.info("removed a package, account={} firmwareId={}", key.accountId(), key.firmwareId());
  }
}
