package dev.otajobs.ingest;

import static dev.otajobs.ingest.Rejections.assertAccepted;
import static dev.otajobs.ingest.Rejections.assertRejected;

import java.time.Duration;
import java.time.Instant;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class CombinationRulesTest {

  private static final Instant START = Instant.parse("2026-03-06T02:00:00Z");

  @ParameterizedTest
  @CsvSource({"2, true, false", "2, false, true", "1, true, true", "1, false, true"})
  void shouldExcludeOverwritingWithSeveralModules(int mode, boolean modules, boolean valid) {
    // given
    Object[] fields = {"overwriteMode", mode, "multiModuleMode", modules};

    // then
    if (valid) {
      assertAccepted(Events.created(fields));
      assertAccepted(Events.modified(fields));
    } else {
      assertRejected(Events.created(fields), "overwriteMode 2 excludes multiModuleMode");
      assertRejected(Events.modified(fields), "overwriteMode 2 excludes multiModuleMode");
    }
  }

  @ParameterizedTest
  @ValueSource(strings = {"ALL", "SPECIFIC", "GROUP"})
  void shouldRejectGrayPercentOfAnotherTarget(String target) {
    // given
    Object[] fields = {"targetSelection", target, "grayPercent", "5", "groupId", "g"};

    // then
    assertRejected(Events.created(fields), "grayPercent contradicts targetSelection");
    assertRejected(Events.modified(fields), "grayPercent contradicts targetSelection");
  }

  @Test
  void shouldAcceptGrayPercentOfGray() {
    // given
    Object[] fields = {"targetSelection", "GRAY", "grayPercent", "5"};

    // then
    assertAccepted(Events.created(fields));
    assertAccepted(Events.modified(fields));
  }

  @ParameterizedTest
  @ValueSource(strings = {"PT1H", "PT1H0.001S", "P29DT23H59M59.999S", "P30D"})
  void shouldAcceptRunOf(Duration run) {
    // given
    Object[] fields = {"scheduleTime", START, "scheduleFinishTime", START.plus(run)};

    // then
    assertAccepted(Events.created(fields));
    assertAccepted(Events.modified(fields));
  }

  @ParameterizedTest
  @ValueSource(strings = {"PT59M59.999S", "PT0S", "PT-1H", "P30DT0.001S"})
  void shouldRejectRunOf(Duration run) {
    // given
    Object[] fields = {"scheduleTime", START, "scheduleFinishTime", START.plus(run)};

    // then
    assertRejected(Events.created(fields), "scheduleFinishTime must be 1 hour to 30 days");
    assertRejected(Events.modified(fields), "scheduleFinishTime must be 1 hour to 30 days");
  }

  @Test
  void shouldDemandNothingOfFieldsThatAPatchDoesNotName() {
    // then
    assertAccepted(Events.modified("grayPercent", "5"));
    assertAccepted(Events.modified("targetSelection", "GRAY"));
    assertAccepted(Events.modified("overwriteMode", 2));
    assertAccepted(Events.modified("scheduleFinishTime", START));
    assertAccepted(Events.modified("retryCount", 2));
  }
}
