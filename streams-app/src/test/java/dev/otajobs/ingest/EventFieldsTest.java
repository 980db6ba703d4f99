package dev.otajobs.ingest;

import static java.util.stream.Collectors.toCollection;
import static org.assertj.core.api.Assertions.assertThat;

import dev.otajobs.events.ClearableField;
import dev.otajobs.events.OtaJobCreated;
import dev.otajobs.events.OtaJobModified;
import dev.otajobs.job.JobField;
import java.util.Arrays;
import java.util.EnumSet;
import java.util.Optional;
import java.util.Set;
import java.util.TreeSet;
import org.apache.avro.Schema;
import org.junit.jupiter.api.Test;

class EventFieldsTest {

  /** What identifies a job cannot be patched. */
  private static final Set<String> FIXED =
      Set.of("jobType", "selectionType", "productKey", "firmwareId");

  /** What is for the service that runs the batch; see TargetRules. */
  private static final Set<String> NOT_KEPT = Set.of("targetDeviceNames", "dnListFileUrl");

  @Test
  void shouldKnowEveryFieldOfCreationAndNoOther() {
    // given
    Set<String> known = eventNames();
    known.addAll(NOT_KEPT);

    // then
    assertThat(namesOf(OtaJobCreated.getClassSchema())).isEqualTo(known);
  }

  @Test
  void shouldKnowEveryFieldOfPatchAndNoOther() {
    // given
    Set<String> patchable = eventNames();
    patchable.removeAll(FIXED);
    patchable.add("cleared");

    // then
    assertThat(namesOf(OtaJobModified.getClassSchema())).isEqualTo(patchable);
  }

  @Test
  void shouldMapEveryClearableField() {
    assertThat(EventFields.CLEARABLE.keySet())
        .isEqualTo(EnumSet.complementOf(EnumSet.of(ClearableField.UNKNOWN)));
    assertThat(EventFields.CLEARABLE.values()).doesNotHaveDuplicates();
  }

  @Test
  void shouldClearOnlyWhatAPatchCanSet() {
    assertThat(EventFields.CLEARABLE.values())
        .extracting(field -> field.eventName().orElseThrow())
        .isSubsetOf(namesOf(OtaJobModified.getClassSchema()));
  }

  private static Set<String> eventNames() {
    return Arrays.stream(JobField.values())
        .map(JobField::eventName)
        .flatMap(Optional::stream)
        .collect(toCollection(TreeSet::new));
  }

  private static Set<String> namesOf(Schema schema) {
    return schema.getFields().stream().map(Schema.Field::name).collect(toCollection(TreeSet::new));
  }
}
