package dev.otajobs.console;

import dev.otajobs.codec.JsonWriter;

/**
 * What the page must know of the site. All of it may be known to anybody.
 *
 * @param version of the service
 * @param development whether calls without a token or signature are allowed
 * @param developmentKey whether the access key of {@code scripts/local} is accepted
 * @param historyChanges how many changes a job's history has; 0 for no histories
 */
public record ConsoleSettings(
    String version, boolean development, boolean developmentKey, int historyChanges) {

  byte[] json() {
    return JsonWriter.object(
        out -> {
          out.member("version", version);
          out.member("development", development);
          out.member("developmentKey", developmentKey);
          out.member("historyChanges", historyChanges);
        });
  }
}
