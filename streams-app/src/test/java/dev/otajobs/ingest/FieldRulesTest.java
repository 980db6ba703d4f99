package dev.otajobs.ingest;

import static dev.otajobs.ingest.Rejections.assertAccepted;
import static dev.otajobs.ingest.Rejections.assertRejected;
import static java.util.stream.Collectors.joining;
import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.params.provider.Arguments.arguments;

import dev.otajobs.events.OtaJobModified;
import dev.otajobs.events.OtaTag;
import dev.otajobs.job.JobField;
import dev.otajobs.job.Times;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Set;
import java.util.TreeSet;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;

class FieldRulesTest {

  /** Fields that a creation has and a patch does not. */
  private static final Set<String> FIXED =
      Set.of("jobType", "selectionType", "productKey", "firmwareId");

  /** Fields without bounds: every boolean will do. */
  private static final Set<String> UNBOUNDED = Set.of("multiModuleMode", "needPush", "needConfirm");

  @ParameterizedTest(name = "{0} = {1}")
  @MethodSource("validPatches")
  void shouldAcceptInPatch(String field, Object value) {
    assertAccepted(Events.modified(field, value));
  }

  @ParameterizedTest(name = "{0} = {1}")
  @MethodSource("invalidPatches")
  void shouldRejectInPatch(String field, Object value) {
    assertRejected(Events.modified(field, value), field + " must be ");
  }

  @ParameterizedTest(name = "{0} = {1}")
  @MethodSource("valid")
  void shouldAcceptInCreation(String field, Object value) {
    assertAccepted(Events.created(inContext(field, value)));
  }

  @ParameterizedTest(name = "{0} = {1}")
  @MethodSource("invalid")
  void shouldRejectInCreation(String field, Object value) {
    assertRejected(Events.created(inContext(field, value)), field + " must be ");
  }

  @Test
  void shouldHaveBothSidesOfEveryBoundInTheTables() {
    // given
    Set<String> all = new TreeSet<>();
    for (JobField field : JobField.values()) {
      field.eventName().filter(name -> !UNBOUNDED.contains(name)).ifPresent(all::add);
    }

    // then
    assertThat(valid().map(row -> row.get()[0])).containsAll(all);
    assertThat(invalid().map(row -> row.get()[0])).containsAll(all);
    assertThat(all)
        .filteredOn(name -> OtaJobModified.getClassSchema().getField(name) == null)
        .containsExactlyInAnyOrderElementsOf(FIXED);
  }

  /** The field, and what the field demands of others in a creation. */
  private static Object[] inContext(String field, Object value) {
    List<Object> fields = new ArrayList<>();
    switch (field) {
      case "grayPercent" -> fields.addAll(List.of("targetSelection", "GRAY"));
      case "targetSelection" ->
          fields.addAll(
              "GRAY".equals(value)
                  ? List.of("grayPercent", "50")
                  : List.of("groupId", "dynGroup7"));
      case "dynamicMode" -> fields.addAll(List.of("selectionType", "DYNAMIC"));
      case "retryInterval" -> fields.addAll(List.of("retryCount", 1));
      case "retryCount" -> fields.addAll(List.of("retryInterval", 10));
      case "scheduleFinishTime" ->
          fields.addAll(List.of("scheduleTime", ((Instant) value).minusSeconds(3600)));
      default -> {}
    }
    fields.addAll(List.of(field, value));
    return fields.toArray();
  }

  static Stream<Arguments> validPatches() {
    return valid().filter(row -> !FIXED.contains((String) row.get()[0]));
  }

  static Stream<Arguments> invalidPatches() {
    return invalid().filter(row -> !FIXED.contains((String) row.get()[0]));
  }

  static Stream<Arguments> valid() {
    return rows(
        row("jobType", "UPGRADE_FIRMWARE", "VERIFY_FIRMWARE", "VERFIY_FIRMWARE"),
        row("selectionType", "STATIC", "DYNAMIC"),
        row("targetSelection", "ALL", "SPECIFIC", "GRAY", "GROUP"),
        row("downloadProtocol", "HTTPS", "MQTT"),
        row("productKey", "p", text(64)),
        row("firmwareId", "f", text(64)),
        row("name", "n", text(256), "网".repeat(256), "\uD83D\uDE00".repeat(256)),
        row("destVersion", "1", text(128)),
        row("jobDesc", "", text(1024), "a\tb\nc"),
        row("groupId", "", text(64)),
        row("groupName", "", text(128)),
        row("dynamicMode", 1, 2),
        row("overwriteMode", 1, 2),
        row("maximumPerMinute", 10, 10_000),
        row("timeoutInMinutes", 1, 1440),
        row("retryInterval", 0, 10, 30, 60, 1440),
        row("retryCount", 1, 2, 5),
        row("grayPercent", "0.001", "50.00", "33.333", "100", "100.000"),
        row("scheduleTime", time(1), time(Times.MAX)),
        row("scheduleFinishTime", time(3_600_001), time(Times.MAX)),
        row("srcVersions", versions(1), versions(10), List.of(text(128))),
        row("tags", tags(1), tags(10), List.of(tag("Az.9", text(1024)))),
        row("tags", List.of(tag(text(30), "v")), tagsOfLength(4096)));
  }

  static Stream<Arguments> invalid() {
    return rows(
        row("jobType", "UNKNOWN"),
        row("selectionType", "UNKNOWN"),
        row("targetSelection", "UNKNOWN"),
        row("downloadProtocol", "UNKNOWN"),
        row("productKey", "", text(65), "a\nb"),
        row("firmwareId", "", text(65), "a\u0000b"),
        row("name", "", text(257), "a\tb", "\uD83D"),
        row("destVersion", "", text(129), "\uFFFF"),
        row("jobDesc", text(1025), "a\rb", "\u0085"),
        row("groupId", text(65), "\u0007"),
        row("groupName", text(129), "\uFFFE"),
        row("dynamicMode", 0, 3),
        row("overwriteMode", 0, 3),
        row("maximumPerMinute", 9, 10_001, -1),
        row("timeoutInMinutes", 0, 1441),
        row("retryInterval", -1, 1, 9, 11, 1439, 1441),
        row("retryCount", 0, 3, 4, 6),
        row("grayPercent", "0", "0.000", "100.001", "101", "1.2345", "-1", "", "5%", "1e1", ".5"),
        row("grayPercent", "5.", " 5", "٥٠"),
        row("scheduleTime", time(0), time(Times.MAX + 1), time(Long.MIN_VALUE)),
        row("scheduleFinishTime", time(Times.MAX + 1)),
        row("srcVersions", versions(11), List.of("1", "1"), List.of(""), List.of(text(129))),
        row("tags", tags(11), List.of(tag("a", "1"), tag("a", "2")), tagsOfLength(4097)),
        row("tags", List.of(tag("", "v")), List.of(tag(text(31), "v")), List.of(tag("a_b", "v"))),
        row("tags", List.of(tag("k", "")), List.of(tag("k", text(1025))), List.of(tag("é", "v"))));
  }

  @SafeVarargs
  @SuppressWarnings("varargs") // only read
  private static Stream<Arguments> rows(Stream<Arguments>... rows) {
    return Arrays.stream(rows).flatMap(row -> row);
  }

  private static Stream<Arguments> row(String field, Object... values) {
    return Stream.of(values).map(value -> arguments(field, value));
  }

  private static String text(int length) {
    return "x".repeat(length);
  }

  private static Instant time(long epochMillis) {
    return Instant.ofEpochMilli(epochMillis);
  }

  private static List<String> versions(int count) {
    return IntStream.range(0, count).mapToObj(i -> "1." + i).toList();
  }

  private static OtaTag tag(String key, String value) {
    return new OtaTag(key, value);
  }

  private static List<OtaTag> tags(int count) {
    return IntStream.range(0, count).mapToObj(i -> tag("k" + i, "v")).toList();
  }

  /** Five tags of so many characters together. */
  private static List<OtaTag> tagsOfLength(int characters) {
    List<OtaTag> tags = new ArrayList<>();
    for (int i = 0; i < 4; i++) {
      tags.add(tag("k" + i, text(998)));
    }
    tags.add(tag("k4", text(characters - 4002)));
    assertThat(tags.stream().map(tag -> tag.getKey() + tag.getValue()).collect(joining()))
        .hasSize(characters);
    return tags;
  }
}
