package dev.otajobs.ingest;

import static org.assertj.core.api.Assertions.assertThat;

import dev.otajobs.events.OtaJobEvent;
import dev.otajobs.job.Change;
import dev.otajobs.job.FieldValue;
import dev.otajobs.job.JobField;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import org.assertj.core.api.InstanceOfAssertFactories;

/** What the reader makes of events, in the words of the tests. */
final class Rejections {

  private Rejections() {}

  static Judgement read(OtaJobEvent event) {
    return EventReader.read(Events.JOB_ID, event);
  }

  static void assertAccepted(OtaJobEvent event) {
    assertThat(read(event)).isInstanceOf(Judgement.Accepted.class);
  }

  /** Rejected for exactly these reasons, each the beginning of a problem's text. */
  static void assertRejected(OtaJobEvent event, String... problems) {
    Judgement decision = read(event);
    assertThat(decision)
        .asInstanceOf(InstanceOfAssertFactories.type(Judgement.Rejected.class))
        .extracting(Judgement.Rejected::reason)
        .isEqualTo(RejectReason.INVALID_EVENT);
    List<String> given = List.of(((Judgement.Rejected) decision).detail().split("; (?!a key has)"));
    assertThat(given).hasSameSizeAs(problems);
    Arrays.stream(problems)
        .forEach(problem -> assertThat(given).anyMatch(text -> text.startsWith(problem)));
  }

  static Map<JobField, FieldValue> createdFields(OtaJobEvent event) {
    return ((Change.Created) Events.accept(event).event().change()).fields();
  }

  static Map<JobField, FieldValue> modifiedFields(OtaJobEvent event) {
    return ((Change.Modified) Events.accept(event).event().change()).fields();
  }
}
