package dev.otajobs.eventserde;

import static dev.otajobs.cli.Samples.event;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;

import dev.otajobs.events.ClearableField;
import dev.otajobs.events.DownloadProtocol;
import dev.otajobs.events.OtaJobCreated;
import dev.otajobs.events.OtaJobEvent;
import dev.otajobs.events.OtaJobModified;
import dev.otajobs.events.OtaTag;
import java.time.Instant;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class EventJsonTest {

  private static final String CREATED =
      "'jobType':'UPGRADE_FIRMWARE','productKey':'p','firmwareId':'f','name':'n','destVersion':'1'";

  @Test
  void shouldFillInWhatIsLeftOut() {
    // given
    Instant before = Instant.ofEpochMilli(System.currentTimeMillis());

    // when
    OtaJobEvent event = event(line("'change':{'started':{}}"));

    // then
    assertThat(event.getEventId())
        .isNotEqualTo(event(line("'change':{'started':{}}")).getEventId());
    assertThat(event.getOccurredAt()).isBetween(before, Instant.now());
    assertThat(event.getSource()).isEqualTo("ota-jobs produce");
    assertThat(event.getRevision()).isZero();
    assertThat(event.getIotInstanceId()).isNull();
  }

  @Test
  void shouldTakeTheSchemasDefaults() {
    // when
    OtaJobCreated created =
        (OtaJobCreated) event(line("'change':{'created':{" + CREATED + "}}")).getChange();

    // then
    assertThat(created.getDownloadProtocol()).isEqualTo(DownloadProtocol.HTTPS);
    assertThat(created.getNeedPush()).isTrue();
    assertThat(created.getSrcVersions()).isEmpty();
    assertThat(created.getScheduleTime()).isNull();
  }

  @Test
  void shouldReadEveryKindOfValue() {
    // when
    OtaJobModified patch =
        (OtaJobModified)
            event(
                    line(
                        "'change':{'modified':{'maximumPerMinute':10,'needPush':false,'jobDesc':"
                            + "null,'tags':[{'key':'k','value':'中'}],'srcVersions':['1','2'],"
                            + "'scheduleTime':'2026-03-06T02:00:00.5Z','scheduleFinishTime':7,"
                            + "'cleared':['GROUP_ID']}}"))
                .getChange();

    // then
    assertThat(patch.getMaximumPerMinute()).isEqualTo(10);
    assertThat(patch.getNeedPush()).isFalse();
    assertThat(patch.getJobDesc()).isNull();
    assertThat(patch.getTags()).containsExactly(new OtaTag("k", "中"));
    assertThat(patch.getSrcVersions()).containsExactly("1", "2");
    assertThat(patch.getScheduleTime()).isEqualTo(Instant.parse("2026-03-06T02:00:00.5Z"));
    assertThat(patch.getScheduleFinishTime()).isEqualTo(Instant.ofEpochMilli(7));
    assertThat(patch.getCleared()).containsExactly(ClearableField.GROUP_ID);
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      quoteCharacter = '"',
      textBlock =
          """
          'revision':'1' | revision must be a whole number
          'revision':1.5 | revision must be a whole number
          'revision':9223372036854775808 | revision must be a whole number
          'eventId':'x' | eventId must be a UUID
          'eventId':1 | eventId must be a text
          'source':null | source must be a text
          'occurredAt':'yesterday' | occurredAt must be a time
          'occurredAt':1.5 | occurredAt must be a whole number
          'colour':'red' | the event has no such fields: [colour]
          'x.y':1,'change':{} | change must be an object with one of
          'change':null | change must be an object with one of
          'change':{'Created':{}} | change must be an object with one of
          'change':{'started':{},'finished':{}} | change must be an object with one of
          'change':{'started':[]} | change.started must be an object
          'change':{'started':{'at':1}} | change.started has no such fields: [at]
          'change':{'finished':{}} | change.finished.outcome is missing
          'change':{'finished':{'outcome':'DONE'}} | change.finished.outcome must be one of
          'change':{'created':{}} | change.created.jobType is missing
          'change':{'modified':{'maximumPerMinute':2147483648}} | change.modified.maximumPerMinute must be a
          'change':{'modified':{'maximumPerMinute':10.0}} | change.modified.maximumPerMinute must be a
          'change':{'modified':{'needPush':'true'}} | change.modified.needPush must be true or false
          'change':{'modified':{'srcVersions':'1'}} | change.modified.srcVersions must be a list
          'change':{'modified':{'srcVersions':[null]}} | change.modified.srcVersions must be a text
          'change':{'modified':{'tags':[{'key':'k'}]}} | change.modified.tags.value is missing
          'change':{'modified':{'tags':['k']}} | change.modified.tags must be an object
          'change':{'modified':{'cleared':['NAME']}} | change.modified.cleared must be one of
          'change':{'modified':{'scheduleTime':'2026-03-06'}} | change.modified.scheduleTime must be a time
          """)
  void shouldNameTheFieldThatIsWrong(String members, String problem) {
    // given
    String change = members.contains("'change'") ? "" : ",'change':{'started':{}}";

    // then
    assertThatIllegalArgumentException()
        .isThrownBy(() -> event(line(members + change)))
        .withMessageStartingWith(problem);
  }

  @ParameterizedTest
  @ValueSource(strings = {"[]", "null", "1", "\"text\""})
  void shouldRefuseWhatIsNoObject(String json) {
    assertThatIllegalArgumentException()
        .isThrownBy(() -> event(json))
        .withMessage("the event must be an object");
  }

  @Test
  void shouldRefuseEventWithoutJob() {
    assertThatIllegalArgumentException()
        .isThrownBy(() -> event("{\"accountId\":\"a\",\"change\":{\"started\":{}}}"))
        .withMessage("jobId is missing");
    assertThatIllegalArgumentException()
        .isThrownBy(() -> event("{\"jobId\":\"j\",\"change\":{\"started\":{}}}"))
        .withMessage("accountId is missing");
    assertThatIllegalArgumentException()
        .isThrownBy(() -> event("{\"jobId\":\"j\",\"accountId\":\"a\"}"))
        .withMessage("change is missing");
  }

  private static String line(String members) {
    return ("{'jobId':'j','accountId':'a'," + members + "}").replace('\'', '"');
  }
}
