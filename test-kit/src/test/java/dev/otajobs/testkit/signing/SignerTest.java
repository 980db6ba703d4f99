package dev.otajobs.testkit.signing;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** The examples of Alibaba Cloud's own pages about its signatures. */
class SignerTest {

  @ParameterizedTest
  @CsvSource({"GET, OLeaidS1JvxuMvnyHOwuJ+uX5qY=", "POST, MxbnVAM4w6sft9xjVpe/GCKueuk="})
  void shouldSignTheOfficialV1Example(String method, String signature) {
    // given
    Call call =
        Call.of(
            method,
            "/?AccessKeyId=testid&Action=DescribeRegions&Format=XML&SignatureMethod=HMAC-SHA1"
                + "&SignatureNonce=3ee8c1b8-83d3-44af-a94f-4e0ad82fd6cf&SignatureVersion=1.0"
                + "&Timestamp=2016-02-23T12%3A46%3A24Z&Version=2014-05-26");

    // when
    new Signer("testid", "testsecret").signV1(call, true);

    // then
    assertThat(call.parameter("Signature")).isEqualTo(signature);
  }

  @Test
  void shouldSignTheRequestOfTheOfficialV3Example() {
    // given
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
            .header("x-acs-content-sha256", Hashes.sha256(""));

    // when
    new Signer("YourAccessKeyId", "YourAccessKeySecret").signV3(call, Signer.V3_HEADERS);

    // then
    assertThat(call.header("authorization"))
        .isEqualTo(
            "ACS3-HMAC-SHA256 Credential=YourAccessKeyId,SignedHeaders=host;x-acs-action;"
                + "x-acs-content-sha256;x-acs-date;x-acs-signature-nonce;x-acs-version,"
                + "Signature=06563a9e1b43f5dfe96b81484da74bce"
                + "ab24a1d853912eee15083a6f0f3283c0");
  }

  @Test
  void shouldEncodeWhatAUrlMayNotHave() {
    // given
    Call call = new Call("GET").query("JobId", "a b*~+/固");

    // then
    assertThat(call.target()).isEqualTo("/?JobId=a%20b%2A~%2B%2F%E5%9B%BA");
    assertThat(Call.of("GET", call.target()).query())
        .isEqualTo(List.of(new Parameter("JobId", "a b*~+/固")));
  }
}
