package dev.otajobs.auth;

import static dev.otajobs.auth.TestAccounts.received;
import static org.assertj.core.api.Assertions.assertThat;

import dev.otajobs.auth.accounts.Accounts;
import dev.otajobs.testkit.signing.Call;
import dev.otajobs.testkit.signing.Signer;
import java.time.Instant;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** The examples of Alibaba Cloud's own pages, and recorded calls with every awkward character. */
class WorkedVectorsTest {

  private static final String EMPTY_SHA256 =
      "e3b0c44298fc1c149afbf4c8996fb92427ae41e4649b934ca495991b7852b855";
  private static final Signer TEST_KEY = TestAccounts.SIGNER;

  @ParameterizedTest
  @CsvSource({"GET, OLeaidS1JvxuMvnyHOwuJ+uX5qY=", "POST, MxbnVAM4w6sft9xjVpe/GCKueuk="})
  void shouldAllowTheOfficialV1Example(String method, String signature) {
    // given
    Signer key = new Signer("testid", "testsecret");
    Call call =
        Call.of(
                method,
                "/?AccessKeyId=testid&Action=DescribeRegions&Format=XML&SignatureMethod=HMAC-SHA1"
                    + "&SignatureNonce=3ee8c1b8-83d3-44af-a94f-4e0ad82fd6cf&SignatureVersion=1.0"
                    + "&Timestamp=2016-02-23T12%3A46%3A24Z&Version=2014-05-26")
            .query("Signature", signature);

    // then
    assertAllowed(call, key, "2016-02-23T12:46:24Z");
  }

  @Test
  void shouldAllowV1OfTeaJavaWithAwkwardCharacters() {
    // given
    Call call =
        Call.of(
            "POST",
            "/?SignatureVersion=1.0&Action=QueryOTAJob&Format=json"
                + "&SignatureNonce=f861bfcd-d3f4-4a46-aa6f-c71e02c2088d17953749573771"
                + "&IotInstanceId=iot-cn-0pp1n8t&Version=2018-01-20&AccessKeyId=testAccessKeyId"
                + "&Signature=sCcarmPjb5FFMZoa0t5vsK2IItQ%3D&SignatureMethod=HMAC-SHA1"
                + "&Timestamp=2026-11-22T19%3A15%3A57Z"
                + "&JobId=ok+sp%2B*%7E%21%27%28%29%2F%3D%26%E4%B8%AD");

    // then
    assertAllowed(call, TEST_KEY, "2026-11-22T19:15:57Z");
  }

  @Test
  void shouldAllowTheOfficialV3Example() {
    // given
    Signer key = new Signer("YourAccessKeyId", "YourAccessKeySecret");
    Call call =
        Call.of(
                "POST",
                "/?ImageId=win2019_1809_x64_dtc_zh-cn_40G_alibase_20230811.vhd"
                    + "&RegionId=cn-shanghai")
            .header("host", "ecs.cn-shanghai.aliyuncs.com")
            .header("x-acs-action", "RunInstances")
            .header("x-acs-version", "2014-05-26")
            .header("x-acs-date", "2023-10-26T10:22:32Z")
            .header("x-acs-signature-nonce", "3156853299f313e23d1673dc12e1703d")
            .header("x-acs-content-sha256", EMPTY_SHA256)
            .header(
                "authorization",
                "ACS3-HMAC-SHA256 Credential=YourAccessKeyId,SignedHeaders=host;x-acs-action;"
                    + "x-acs-content-sha256;x-acs-date;x-acs-signature-nonce;x-acs-version,"
                    + "Signature=06563a9e1b43f5dfe96b81484da74bce"
                    + "ab24a1d853912eee15083a6f0f3283c0");

    // then
    assertAllowed(call, key, "2023-10-26T10:22:32Z");
  }

  @Test
  void shouldAllowV3OfTheClassicSdkWithAwkwardCharacters() {
    // given
    Call call =
        Call.of(
                "POST",
                "/?Action=QueryOTAJob&Format=JSON&IotInstanceId=iot-cn-0pp1n8t&Version=2018-01-20"
                    + "&JobId=ok%20sp%2B*%7E%21%27%28%29%2F%3D%26%E4%B8%AD")
            .header("content-type", "application/x-www-form-urlencoded")
            .header("x-acs-action", "QueryOTAJob")
            .header("x-acs-version", "2018-01-20")
            .header("x-acs-date", "2026-11-22T19:15:57Z")
            .header("x-acs-signature-nonce", "8eda72b5300644b4e5d1561d1eab8d18")
            .header("x-acs-content-sha256", EMPTY_SHA256)
            .header(
                "authorization",
                "ACS3-HMAC-SHA256 Credential=testAccessKeyId,Signature=eea19be8255d08223f63f23e65b"
                    + "2ff43fd36f889ee9fc879c019055f2a8d0ede,SignedHeaders=content-type;x-acs-acti"
                    + "on;x-acs-content-sha256;x-acs-date;x-acs-signature-nonce;x-acs-version");

    // then
    assertAllowed(call, TEST_KEY, "2026-11-22T19:15:57Z");
  }

  private static void assertAllowed(Call call, Signer key, String now) {
    Accounts accounts = TestAccounts.accounts(TestAccounts.key(key, true, Optional.empty()));

    assertThat(
            TestAccounts.authenticate(TestAccounts.at(Instant.parse(now), accounts), received(call))
                .result())
        .isEqualTo(TestAccounts.ACCOUNT);
  }
}
