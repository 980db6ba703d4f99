package dev.otajobs.ingest;

import dev.otajobs.events.OtaJobCreated;
import dev.otajobs.job.Texts;
import java.util.HashSet;
import java.util.List;

/**
 * The bounds of what a creation says of its devices. It is for the service that runs the batch: no
 * reply has it, and the table does not keep it.
 */
final class TargetRules {

  private static final int MAX_DEVICES = 200;

  private TargetRules() {}

  static void check(OtaJobCreated created, Problems problems) {
    List<String> names = created.getTargetDeviceNames();
    boolean are =
        names.size() <= MAX_DEVICES
            && new HashSet<>(names).size() == names.size()
            && names.stream().allMatch(name -> Texts.isWord(name, "-_@.:", 1, 64));
    if (!are) {
      problems.add(
          "targetDeviceNames",
          "must be at most 200 different names, each 1 to 64 of A-Z a-z 0-9 - _ @ . :");
    }
    String url = created.getDnListFileUrl();
    if (url != null && !Texts.isLine(url, 1, 2048)) {
      problems.add("dnListFileUrl", "must be 1 to 2048 characters, no control characters");
    }
  }
}
