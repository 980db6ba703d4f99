package dev.otajobs.ingest;

import static dev.otajobs.job.JobField.DYNAMIC_MODE;
import static dev.otajobs.job.JobField.GRAY_PERCENT;
import static dev.otajobs.job.JobField.GROUP_ID;
import static dev.otajobs.job.JobField.JOB_TYPE;
import static dev.otajobs.job.JobField.OVERWRITE_MODE;
import static dev.otajobs.job.JobField.RETRY_COUNT;
import static dev.otajobs.job.JobField.RETRY_INTERVAL;
import static dev.otajobs.job.JobField.SELECTION_TYPE;
import static dev.otajobs.job.JobField.TARGET_SELECTION;
import static dev.otajobs.job.JobField.UTC_SCHEDULE_TIME;

import dev.otajobs.job.FieldValue;
import dev.otajobs.job.FieldValue.Text;
import dev.otajobs.job.FieldValue.Whole;
import dev.otajobs.job.JobField;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * What the fields of a creation demand of each other, and what stands for those that it leaves out.
 * Source: the parameters of CreateOTAVerifyJob, CreateOTAStaticUpgradeJob and
 * CreateOTADynamicUpgradeJob.
 */
final class CreationRules {

  private static final Text VERIFY = new Text("VERIFY_FIRMWARE");
  private static final Text VERIFY_MISSPELT = new Text("VERFIY_FIRMWARE");
  private static final Text UPGRADE = new Text("UPGRADE_FIRMWARE");
  private static final Text STATIC = new Text("STATIC");
  private static final Text DYNAMIC = new Text("DYNAMIC");
  private static final Text ALL = new Text("ALL");
  private static final Text SPECIFIC = new Text("SPECIFIC");
  private static final Text GRAY = new Text("GRAY");
  private static final Text GROUP = new Text("GROUP");

  private CreationRules() {}

  static void check(Map<JobField, FieldValue> fields, Problems problems) {
    boolean upgrade = UPGRADE.equals(fields.get(JOB_TYPE));
    boolean dynamic = DYNAMIC.equals(fields.get(SELECTION_TYPE));
    FieldValue target = fields.get(TARGET_SELECTION);
    if (upgrade && !fields.containsKey(SELECTION_TYPE)) {
      problems.add(SELECTION_TYPE, "is missing: an upgrade batch is STATIC or DYNAMIC");
    }
    if (upgrade && !dynamic && target == null) {
      problems.add(TARGET_SELECTION, "is missing: a static upgrade batch needs it");
    }
    if (dynamic && (SPECIFIC.equals(target) || GRAY.equals(target))) {
      problems.add(TARGET_SELECTION, "must be ALL or GROUP for a dynamic batch");
    }
    if (!dynamic && fields.containsKey(DYNAMIC_MODE)) {
      problems.add(DYNAMIC_MODE, "is only for dynamic batches");
    }
    if (GRAY.equals(target) && !fields.containsKey(GRAY_PERCENT)) {
      problems.add(
          GRAY_PERCENT, "is missing: " + problems.name(TARGET_SELECTION) + " GRAY needs it");
    }
    if (target == null && fields.containsKey(GRAY_PERCENT)) {
      problems.add(GRAY_PERCENT, "is only for " + problems.name(TARGET_SELECTION) + " GRAY");
    }
    if (GROUP.equals(target) && isMissingOrEmpty(fields.get(GROUP_ID))) {
      problems.add(GROUP_ID, "is missing: " + problems.name(TARGET_SELECTION) + " GROUP needs it");
    }
    if (fields.containsKey(RETRY_INTERVAL) != fields.containsKey(RETRY_COUNT)) {
      problems.add(RETRY_COUNT, "and " + problems.name(RETRY_INTERVAL) + " must be set together");
    }
    if (fields.containsKey(UTC_SCHEDULE_TIME) && (dynamic || !upgrade)) {
      problems.add(UTC_SCHEDULE_TIME, "is only for static upgrade batches");
    }
    if (fields.containsKey(JobField.UTC_SCHEDULE_FINISH_TIME)
        && !fields.containsKey(UTC_SCHEDULE_TIME)) {
      problems.add(JobField.UTC_SCHEDULE_FINISH_TIME, "needs " + problems.name(UTC_SCHEDULE_TIME));
    }
  }

  static void applyDefaults(Map<JobField, FieldValue> fields) {
    if (VERIFY_MISSPELT.equals(fields.get(JOB_TYPE))) {
      fields.put(JOB_TYPE, VERIFY);
    }
    if (VERIFY.equals(fields.get(JOB_TYPE))) {
      fields.putIfAbsent(SELECTION_TYPE, STATIC);
      fields.putIfAbsent(TARGET_SELECTION, SPECIFIC);
    } else {
      fields.putIfAbsent(OVERWRITE_MODE, new Whole(1));
    }
    if (DYNAMIC.equals(fields.get(SELECTION_TYPE))) {
      fields.put(TARGET_SELECTION, ALL);
      fields.putIfAbsent(DYNAMIC_MODE, new Whole(1));
    }
  }

  private static boolean isMissingOrEmpty(@Nullable FieldValue value) {
    return value == null || value.equals(new Text(""));
  }
}
