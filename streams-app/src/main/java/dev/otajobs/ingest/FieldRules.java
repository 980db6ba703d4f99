package dev.otajobs.ingest;

import dev.otajobs.job.FieldValue;
import dev.otajobs.job.JobField;
import dev.otajobs.job.Tag;
import dev.otajobs.job.Texts;
import dev.otajobs.job.Times;
import java.math.BigDecimal;
import java.util.EnumMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.function.Predicate;
import java.util.regex.Pattern;

/**
 * The bounds of each field by itself. Source: the parameters of the platform's create calls, as the
 * schema's doc strings quote them.
 */
final class FieldRules {

  private static final Pattern PERCENT = Pattern.compile("\\d{1,3}(\\.\\d{1,3})?");
  private static final int MAX_ITEMS = 10;
  private static final int MAX_TAG_CHARACTERS = 4096;

  private static final Map<JobField, Rule> RULES = rules();

  private FieldRules() {}

  static void check(Map<JobField, FieldValue> fields, Problems problems) {
    fields.forEach(
        (field, value) -> {
          Rule rule = RULES.get(field);
          if (rule != null && !(value instanceof FieldValue.Cleared) && !rule.holds().test(value)) {
            problems.add(field, rule.expected());
          }
        });
  }

  private record Rule(Predicate<FieldValue> holds, String expected) {}

  private static Map<JobField, Rule> rules() {
    EnumMap<JobField, Rule> rules = new EnumMap<>(JobField.class);
    rules.put(JobField.JOB_TYPE, oneOf("VERIFY_FIRMWARE", "UPGRADE_FIRMWARE", "VERFIY_FIRMWARE"));
    rules.put(JobField.SELECTION_TYPE, oneOf("STATIC", "DYNAMIC"));
    rules.put(JobField.TARGET_SELECTION, oneOf("ALL", "SPECIFIC", "GRAY", "GROUP"));
    rules.put(JobField.DOWNLOAD_PROTOCOL, oneOf("HTTPS", "MQTT"));
    rules.put(JobField.PRODUCT_KEY, line(1, 64));
    rules.put(JobField.FIRMWARE_ID, line(1, 64));
    rules.put(JobField.NAME, line(1, 256));
    rules.put(JobField.DEST_VERSION, line(1, 128));
    rules.put(JobField.GROUP_ID, line(0, 64));
    rules.put(JobField.GROUP_NAME, line(0, 128));
    rules.put(
        JobField.JOB_DESC,
        new Rule(
            value -> value instanceof FieldValue.Text text && Texts.isText(text.value(), 0, 1024),
            "must be at most 1024 characters, no control characters"));
    rules.put(JobField.DYNAMIC_MODE, wholeOf(1, 2));
    rules.put(JobField.OVERWRITE_MODE, wholeOf(1, 2));
    rules.put(JobField.RETRY_INTERVAL, wholeOf(0, 10, 30, 60, 1440));
    rules.put(JobField.RETRY_COUNT, wholeOf(1, 2, 5));
    rules.put(JobField.MAXIMUM_PER_MINUTE, range(10, 10_000));
    rules.put(JobField.TIMEOUT_IN_MINUTES, range(1, 1440));
    rules.put(JobField.UTC_SCHEDULE_TIME, time());
    rules.put(JobField.UTC_SCHEDULE_FINISH_TIME, time());
    rules.put(
        JobField.GRAY_PERCENT,
        new Rule(
            value -> value instanceof FieldValue.Text text && isPercent(text.value()),
            "must be more than 0 and at most 100, with at most 3 decimals"));
    rules.put(
        JobField.SRC_VERSIONS,
        new Rule(
            value -> value instanceof FieldValue.TextList list && areVersions(list.values()),
            "must be at most 10 different versions of 1 to 128 characters"));
    rules.put(
        JobField.TAGS,
        new Rule(
            FieldRules::areTags,
            "must be at most 10 tags of different keys; a key has 1 to 30 letters, digits and dots,"
                + " a value 1 to 1024 characters, all together at most 4096"));
    return rules;
  }

  private static Rule oneOf(String... symbols) {
    List<String> known = List.of(symbols);
    return new Rule(
        value -> value instanceof FieldValue.Text text && known.contains(text.value()),
        "must be one of " + known);
  }

  private static Rule line(int min, int max) {
    return new Rule(
        value -> value instanceof FieldValue.Text text && Texts.isLine(text.value(), min, max),
        "must be " + min + " to " + max + " characters, no control characters");
  }

  private static Rule wholeOf(Integer... wholes) {
    List<Integer> known = List.of(wholes);
    return new Rule(
        value -> value instanceof FieldValue.Whole whole && known.contains(whole.value()),
        "must be one of " + known);
  }

  private static Rule range(int min, int max) {
    return new Rule(
        value ->
            value instanceof FieldValue.Whole whole && whole.value() >= min && whole.value() <= max,
        "must be from " + min + " to " + max);
  }

  private static Rule time() {
    return new Rule(
        value -> value instanceof FieldValue.Time time && Times.isTime(time.epochMillis()),
        "must be 1 to " + Times.MAX + " milliseconds since 1970");
  }

  private static boolean isPercent(String text) {
    if (!PERCENT.matcher(text).matches()) {
      return false;
    }
    BigDecimal percent = new BigDecimal(text);
    return percent.signum() > 0 && percent.compareTo(BigDecimal.valueOf(100)) <= 0;
  }

  private static boolean areVersions(List<String> versions) {
    return versions.size() <= MAX_ITEMS
        && new HashSet<>(versions).size() == versions.size()
        && versions.stream().allMatch(version -> Texts.isLine(version, 1, 128));
  }

  private static boolean areTags(FieldValue value) {
    if (!(value instanceof FieldValue.TagList list) || list.tags().size() > MAX_ITEMS) {
      return false;
    }
    Set<String> keys = new HashSet<>();
    int characters = 0;
    for (Tag tag : list.tags()) {
      characters += tag.key().length() + tag.value().length();
      if (!keys.add(tag.key())
          || !Texts.isWord(tag.key(), ".", 1, 30)
          || !Texts.isLine(tag.value(), 1, 1024)) {
        return false;
      }
    }
    return characters <= MAX_TAG_CHARACTERS;
  }
}
