package dev.otajobs.api.rpc.jobs;

import static org.assertj.core.api.Assertions.assertThat;

import dev.otajobs.api.rpc.Refusals;
import dev.otajobs.api.rpc.RpcException;
import dev.otajobs.api.rpc.RpcParameters;
import dev.otajobs.events.OtaJobCreated;
import dev.otajobs.events.OtaJobEvent;
import dev.otajobs.events.OtaPackage;
import dev.otajobs.events.PackageFile;
import dev.otajobs.events.PackageStatus;
import dev.otajobs.events.PackageType;
import dev.otajobs.firmware.Firmware;
import dev.otajobs.firmware.FirmwareKey;
import dev.otajobs.ingest.EventCheck;
import java.time.Instant;
import java.util.Collections;
import java.util.List;
import java.util.Optional;
import java.util.UUID;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** Every rule of docs/contract.md about the parameters of the create calls, by its name there. */
class NewBatchRulesTest {

  private static final Instant NOW = Instant.ofEpochMilli(1_700_000_000_000L);
  private static final String FULL = "FirmwareId=f&ProductKey=p";
  private static final String STATIC = FULL + "&TargetSelection=ALL";
  private static final String DYNAMIC = FULL + "&SrcVersion.1=1.0";
  private static final String VERIFY = FULL + "&TargetDeviceName.1=d1";

  private final OtaPackage.Builder firmware =
      OtaPackage.newBuilder()
          .setFirmwareId("f")
          .setAccountId("a")
          .setProductKey("p")
          .setFirmwareName("gateway")
          .setDestVersion("2.0")
          .setStatus(PackageStatus.VERIFIED)
          .setFiles(List.of(file(924)))
          .setCreatedAt(NOW)
          .setModifiedAt(NOW);

  @ParameterizedTest(name = "{0} {1}")
  @CsvSource(
      delimiter = '|',
      value = {
        "G0 | ProductKey=p&TargetSelection=ALL | MissingFirmwareId",
        "G0 | FirmwareId=f&TargetSelection=ALL | MissingProductKey",
        "G0 | FirmwareId=f&ProductKey=p | MissingTargetSelection",
        "G0 | FirmwareId=f&ProductKey=q&TargetSelection=ALL | ProductKey is not that of the package.",
        "G1 | STATIC&Tag.1.Key=k | Each Tag.N must have a Key and a Value.",
        "G1 | STATIC&Tag.1.Value=v | Each Tag.N must have a Key and a Value.",
        "G1 | STATIC&Tag.1.Key=k&Tag.1.Value=v&Tag.2.Key=k&Tag.2.Value=w | Tag must be at most 10 tags",
        "G1 | STATIC&Tag.1.Key=k_&Tag.1.Value=v | Tag must be at most 10 tags",
        "G1 | STATIC&Tag.1.Key=k&Tag.1.Value= | Tag must be at most 10 tags",
        "G1 | STATIC&Tag.3.Key=k.1&Tag.3.Value=v | ''",
        "G3 | STATIC&DownloadProtocol=FTP | DownloadProtocol must be HTTPS or MQTT.",
        "G3 | STATIC&DownloadProtocol=MQTT | ''",
        "G4 | STATIC&RetryInterval=20&RetryCount=1 | RetryInterval must be one of",
        "G4 | STATIC&RetryInterval=60&RetryCount=1&TimeoutInMinutes=60 | RetryInterval must be less than TimeoutInMinutes.",
        "G4 | STATIC&RetryInterval=60&RetryCount=1&TimeoutInMinutes=61 | ''",
        "G4 | STATIC&RetryInterval=1440&RetryCount=1 | ''",
        "G4 | STATIC&RetryInterval=0&RetryCount=1&TimeoutInMinutes=1 | ''",
        "G5 | STATIC&RetryInterval=60 | RetryInterval and RetryCount must be given together.",
        "G5 | STATIC&RetryCount=1 | RetryInterval and RetryCount must be given together.",
        "G5 | STATIC&RetryInterval=60&RetryCount=3 | RetryCount must be one of",
        "G6 | STATIC&TimeoutInMinutes=0 | TimeoutInMinutes must be from 1 to 1440",
        "G6 | STATIC&TimeoutInMinutes=1441 | TimeoutInMinutes must be from 1 to 1440",
        "G6 | STATIC&TimeoutInMinutes=ten | InvalidTimeoutInMinutes",
        "G6 | STATIC&TimeoutInMinutes=99999999999 | InvalidTimeoutInMinutes",
        "G7 | STATIC&MaximumPerMinute=9 | MaximumPerMinute must be from 10 to 10000",
        "G7 | STATIC&MaximumPerMinute=10001 | MaximumPerMinute must be from 10 to 10000",
        "G7 | STATIC&MaximumPerMinute=10000 | ''",
        "G8 | STATIC&OverwriteMode=3 | OverwriteMode must be one of",
        "G8 | STATIC&OverwriteMode=2&MultiModuleMode=true | OverwriteMode 2 excludes",
        "G8 | STATIC&OverwriteMode=2&MultiModuleMode=false | ''",
        "G9 | STATIC&NeedPush=false&NeedConfirm=true | ''",
        "G9 | STATIC&NeedPush=yes | InvalidNeedPush",
        "S1 | STATIC&SrcVersion.1=1.0 | ''",
        "S2 | FULL&TargetSelection=SPECIFIC | TargetSelection SPECIFIC needs",
        "S2 | FULL&TargetSelection=SPECIFIC&TargetDeviceName.1=d&DnListFileUrl=u | TargetSelection SPECIFIC needs",
        "S2 | FULL&TargetSelection=SPECIFIC&TargetDeviceName.1=d&SrcVersion.1=1 | SrcVersion does not go with",
        "S2 | FULL&TargetSelection=SPECIFIC&TargetDeviceName.1=d&TargetDeviceName.2=d | TargetDeviceName must be",
        "S2 | FULL&TargetSelection=SPECIFIC&TargetDeviceName.1=&TargetDeviceName.2=d | TargetDeviceName must be",
        "S2 | FULL&TargetSelection=SPECIFIC&TargetDeviceName.1=d | ''",
        "S2 | FULL&TargetSelection=SPECIFIC&TargetDeviceNames.1=d | ''",
        "S2 | FULL&TargetSelection=SPECIFIC&DnListFileUrl=https://e/d.bin | ''",
        "S3 | FULL&TargetSelection=GRAY | TargetSelection GRAY needs GrayPercent.",
        "S3 | FULL&TargetSelection=GRAY&GrayPercent= | TargetSelection GRAY needs GrayPercent.",
        "S3 | FULL&TargetSelection=GRAY&GrayPercent=33.33&SrcVersion.1=1 | ''",
        "S4 | FULL&TargetSelection=GROUP&GroupId=g | TargetSelection GROUP needs",
        "S4 | FULL&TargetSelection=GROUP&GroupType=LINK_PLATFORM | TargetSelection GROUP needs",
        "S4 | FULL&TargetSelection=GROUP&GroupId=g&GroupType=LINK_PLATFORM_DYNAMIC | TargetSelection GROUP needs",
        "S4 | FULL&TargetSelection=GROUP&GroupId=g&GroupType=LINK_PLATFORM&SrcVersion.1=1 | SrcVersion does not go with",
        "S4 | FULL&TargetSelection=GROUP&GroupId=g&GroupType=LINK_PLATFORM | ''",
        "S5 | STATIC&GrayPercent=10 | GrayPercent does not go with TargetSelection ALL.",
        "S5 | STATIC&TargetDeviceName.1=d | TargetDeviceName does not go with TargetSelection ALL.",
        "S5 | STATIC&DnListFileUrl=u | DnListFileUrl does not go with TargetSelection ALL.",
        "S5 | FULL&TargetSelection=GRAY&GrayPercent=10&GroupId=g | GroupId does not go with TargetSelection GRAY.",
        "S5 | FULL&TargetSelection=GRAY&GrayPercent=10&GroupType=LINK_PLATFORM | GroupType does not go with",
        "S5 | FULL&TargetSelection=All | TargetSelection must be ALL, SPECIFIC, GRAY or GROUP.",
        "S5 | FULL&TargetSelection=UNKNOWN | TargetSelection must be ALL, SPECIFIC, GRAY or GROUP.",
        "S7 | STATIC&SrcVersion.1=1&SrcVersion.2=1 | SrcVersion must be at most 10 different",
        "S8 | FULL&TargetSelection=GRAY&GrayPercent=33.3333 | GrayPercent must be more than 0",
        "S8 | FULL&TargetSelection=GRAY&GrayPercent=0 | GrayPercent must be more than 0",
        "S8 | FULL&TargetSelection=GRAY&GrayPercent=100.001 | GrayPercent must be more than 0",
        "S9 | STATIC&ScheduleTime=1700000299999 | ScheduleTime must be 5 minutes to 7 days from now",
        "S9 | STATIC&ScheduleTime=1700000300000 | ''",
        "S9 | STATIC&ScheduleTime=1700604800000 | ''",
        "S9 | STATIC&ScheduleTime=1700604800001 | ScheduleTime must be 5 minutes to 7 days from now",
        "S9 | STATIC&ScheduleTime=1700000300 | ScheduleTime must be 5 minutes to 7 days from now",
        "S9 | STATIC&ScheduleTime=soon | InvalidScheduleTime",
        "S10 | STATIC&ScheduleTime=1700000300000&ScheduleFinishTime=1700003899999 | ScheduleFinishTime must be 1 hour",
        "S10 | STATIC&ScheduleTime=1700000300000&ScheduleFinishTime=1700003900000 | ''",
        "S10 | STATIC&ScheduleTime=1700000300000&ScheduleFinishTime=1702592300000 | ''",
        "S10 | STATIC&ScheduleTime=1700000300000&ScheduleFinishTime=1702592300001 | ScheduleFinishTime must be 1 hour",
        "S10 | STATIC&ScheduleFinishTime=1700003900000 | ScheduleFinishTime needs ScheduleTime.",
      })
  void shouldKeepTheRulesOfStaticBatches(String rule, String parameters, String refusal) {
    assertRefusal(new StaticBatch(), rule, expand(parameters), refusal);
  }

  @ParameterizedTest(name = "{0} {1}")
  @CsvSource(
      delimiter = '|',
      value = {
        "D2 | DYNAMIC | ''",
        "D2 | FULL | A dynamic batch needs SrcVersion, or GroupId and GroupType",
        "D2 | DYNAMIC&GroupId=g&GroupType=LINK_PLATFORM_DYNAMIC | A dynamic batch needs SrcVersion, or",
        "D2 | FULL&GroupId=g&GroupType=LINK_PLATFORM_DYNAMIC | ''",
        "D2 | FULL&GroupId=g | A dynamic batch of a group needs GroupId, and",
        "D2 | FULL&GroupId=g&GroupType=LINK_PLATFORM | A dynamic batch of a group needs GroupId, and",
        "D2 | FULL&GroupType=LINK_PLATFORM_DYNAMIC | A dynamic batch of a group needs GroupId, and",
        "D5 | DYNAMIC&DynamicMode=2 | ''",
        "D5 | DYNAMIC&DynamicMode=3 | DynamicMode must be one of",
        "G8 | DYNAMIC&OverwriteMode=2&MultiModuleMode=true | OverwriteMode 2 excludes",
        "no parameter of it | DYNAMIC&ScheduleTime=1&GrayPercent=x&TargetSelection=y | ''",
      })
  void shouldKeepTheRulesOfDynamicBatches(String rule, String parameters, String refusal) {
    assertRefusal(new DynamicBatch(), rule, expand(parameters), refusal);
  }

  @ParameterizedTest(name = "{0} {1}")
  @CsvSource(
      delimiter = '|',
      value = {
        "V2 | VERIFY | ''",
        "V2 | FULL | MissingTargetDeviceName",
        "V2 | VERIFY&TargetDeviceName.2=d1 | TargetDeviceName must be",
        "V3 | VERIFY&OverwriteMode=9&RetryCount=9&MaximumPerMinute=1 | ''",
      })
  void shouldKeepTheRulesOfVerificationBatches(String rule, String parameters, String refusal) {
    // given
    firmware.setStatus(PackageStatus.UNVERIFIED);

    // then
    assertRefusal(new VerifyBatch(), rule, expand(parameters), refusal);
  }

  @ParameterizedTest
  @CsvSource({
    "NOT_NEEDED, true, true",
    "UNVERIFIED, false, true",
    "VERIFIED, true, false",
    "VERIFYING, false, false",
    "FAILED, false, true"
  })
  void shouldAskForTheStatusOfThePackage(PackageStatus status, boolean upgrade, boolean verify) {
    // given
    firmware.setStatus(status);

    // then G2, V1
    assertThat(refusal(new StaticBatch(), STATIC).isEmpty()).isEqualTo(upgrade);
    assertThat(refusal(new DynamicBatch(), DYNAMIC).isEmpty()).isEqualTo(upgrade);
    assertThat(refusal(new VerifyBatch(), VERIFY).isEmpty()).isEqualTo(verify);
  }

  @ParameterizedTest(name = "{0}")
  @CsvSource(
      delimiter = '|',
      value = {
        "S6 | STATIC | SrcVersion must be 1.0",
        "S6 | STATIC&SrcVersion.1=1.1 | SrcVersion must be 1.0",
        "S6 | STATIC&SrcVersion.1=1.0&SrcVersion.2=1.1 | SrcVersion must be 1.0",
        "S6 | STATIC&SrcVersion.1=1.0 | ''",
        "S6 | FULL&TargetSelection=GRAY&GrayPercent=5 | SrcVersion must be 1.0",
        "S6 | FULL&TargetSelection=SPECIFIC&TargetDeviceName.1=d | ''",
      })
  void shouldAskForTheVersionOfADifferentialPackage(
      String rule, String parameters, String refusal) {
    // given
    firmware.setType(PackageType.DIFFERENTIAL).setSrcVersion("1.0");

    // then
    assertThat(refusal(new StaticBatch(), expand(parameters))).as(rule).startsWith(refusal);
    assertThat(refusal(new DynamicBatch(), DYNAMIC)).isEmpty();
    assertThat(refusal(new DynamicBatch(), FULL + "&SrcVersion.1=1.1")).startsWith("SrcVersion");
    assertThat(refusal(new DynamicBatch(), FULL + "&GroupId=g&GroupType=LINK_PLATFORM_DYNAMIC"))
        .isEmpty();
  }

  @Test
  void shouldSendBySmallSingleFilesOnly() {
    // G3
    firmware.setFiles(List.of(file(16 * 1024 * 1024)));
    assertThat(refusal(new StaticBatch(), STATIC + "&DownloadProtocol=MQTT")).isEmpty();
    firmware.setFiles(List.of(file(16 * 1024 * 1024 + 1)));
    assertThat(refusal(new StaticBatch(), STATIC + "&DownloadProtocol=MQTT"))
        .startsWith("DownloadProtocol MQTT");
    firmware.setFiles(Collections.nCopies(2, file(1)));
    assertThat(refusal(new StaticBatch(), STATIC + "&DownloadProtocol=MQTT"))
        .startsWith("DownloadProtocol MQTT");
  }

  @Test
  void shouldBoundTheDevices() {
    String specific = FULL + "&TargetSelection=SPECIFIC&";
    assertThat(refusal(new StaticBatch(), specific + devices(200))).isEmpty();
    assertThat(refusal(new StaticBatch(), specific + devices(201)))
        .startsWith("TargetDeviceName must");
    firmware.setStatus(PackageStatus.UNVERIFIED);
    assertThat(refusal(new VerifyBatch(), FULL + "&" + devices(10))).isEmpty();
    assertThat(refusal(new VerifyBatch(), FULL + "&" + devices(11)))
        .isEqualTo("TargetDeviceName must have 1 to 10 devices.");
  }

  @Test
  void shouldWriteWhatWasAsked() {
    // given
    String parameters =
        FULL
            + "&TargetSelection=SPECIFIC&TargetDeviceName.2=d2&TargetDeviceName.10=d10"
            + "&TargetDeviceName.1=d1&Tag.1.Value=v&Tag.1.Key=k&NeedPush=false&NeedConfirm=TRUE";

    // when
    OtaJobCreated created =
        new StaticBatch()
            .read(new RpcParameters(parameters, ""))
            .setName("n")
            .setDestVersion("2")
            .build();

    // then
    assertThat(created.getTargetDeviceNames()).containsExactly("d1", "d2", "d10");
    assertThat(created.getTags()).singleElement().extracting("key", "value").contains("k", "v");
    assertThat(created.getNeedPush()).isFalse();
    assertThat(created.getNeedConfirm()).isTrue();
  }

  private void assertRefusal(NewBatch kind, String rule, String parameters, String refusal) {
    String seen = refusal(kind, parameters);
    assertThat(seen).as(rule).startsWith(refusal);
    assertThat(seen.isEmpty()).as(rule).isEqualTo(refusal.isEmpty());
  }

  /** What the call is refused with, be it by a rule of the call or of the event; else empty. */
  private String refusal(NewBatch kind, String parameters) {
    Firmware known = Firmware.of(new FirmwareKey("f", "a"), firmware.build());
    Optional<String> problem = Optional.empty();
    RpcException refused = null;
    try {
      OtaJobCreated.Builder batch = kind.read(new RpcParameters(parameters, ""));
      kind.check(batch, known, NOW);
      OtaJobEvent event = event(batch);
      problem = EventCheck.problem(event, field -> CallEvents.parameter(event, field));
    } catch (RpcException e) {
      refused = e;
    }
    return refused == null ? problem.orElse("") : Refusals.text(refused);
  }

  private static OtaJobEvent event(OtaJobCreated.Builder batch) {
    return OtaJobEvent.newBuilder()
        .setEventId(UUID.randomUUID())
        .setJobId("j")
        .setAccountId("a")
        .setOccurredAt(NOW)
        .setSource("test")
        .setChange(batch.setName("n").setDestVersion("2.0").build())
        .build();
  }

  private static String expand(String parameters) {
    return parameters
        .replaceFirst("^FULL", FULL)
        .replaceFirst("^STATIC", STATIC)
        .replaceFirst("^DYNAMIC", DYNAMIC)
        .replaceFirst("^VERIFY", VERIFY);
  }

  private static String devices(int count) {
    return IntStream.rangeClosed(1, count)
        .mapToObj(i -> "TargetDeviceName." + i + "=device" + i)
        .collect(Collectors.joining("&"));
  }

  private static PackageFile file(long size) {
    return PackageFile.newBuilder().setName("n").setUrl("https://e/f").setSize(size).build();
  }
}
