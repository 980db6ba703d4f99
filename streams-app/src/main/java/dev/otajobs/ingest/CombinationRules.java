package dev.otajobs.ingest;

import static dev.otajobs.job.JobField.GRAY_PERCENT;
import static dev.otajobs.job.JobField.MULTI_MODULE_MODE;
import static dev.otajobs.job.JobField.OVERWRITE_MODE;
import static dev.otajobs.job.JobField.TARGET_SELECTION;
import static dev.otajobs.job.JobField.UTC_SCHEDULE_FINISH_TIME;
import static dev.otajobs.job.JobField.UTC_SCHEDULE_TIME;

import dev.otajobs.job.FieldValue;
import dev.otajobs.job.JobField;
import java.time.Duration;
import java.util.Map;

/**
 * What the fields of one event, be it a creation or a patch, demand of each other. Fields of
 * different events demand nothing of each other: which came first must not matter.
 */
final class CombinationRules {

  private static final long MIN_RUN = Duration.ofHours(1).toMillis();
  private static final long MAX_RUN = Duration.ofDays(30).toMillis();

  private CombinationRules() {}

  static void check(Map<JobField, FieldValue> fields, Problems problems) {
    if (new FieldValue.Whole(2).equals(fields.get(OVERWRITE_MODE))
        && new FieldValue.Flag(true).equals(fields.get(MULTI_MODULE_MODE))) {
      problems.add(OVERWRITE_MODE, "2 excludes " + problems.name(MULTI_MODULE_MODE));
    }
    FieldValue target = fields.get(TARGET_SELECTION);
    if (target != null
        && !new FieldValue.Text("GRAY").equals(target)
        && fields.containsKey(GRAY_PERCENT)) {
      problems.add(
          GRAY_PERCENT, "contradicts " + problems.name(TARGET_SELECTION) + ", which is not GRAY");
    }
    if (fields.get(UTC_SCHEDULE_TIME) instanceof FieldValue.Time start
        && fields.get(UTC_SCHEDULE_FINISH_TIME) instanceof FieldValue.Time end) {
      long run = end.epochMillis() - start.epochMillis();
      if (run < MIN_RUN || run > MAX_RUN) {
        problems.add(
            UTC_SCHEDULE_FINISH_TIME,
            "must be 1 hour to 30 days after " + problems.name(UTC_SCHEDULE_TIME));
      }
    }
  }
}
