package dev.otajobs.it;

import com.aliyun.teaopenapi.models.Config;
import com.aliyuncs.CommonRequest;
import com.aliyuncs.DefaultAcsClient;
import com.aliyuncs.http.MethodType;
import com.aliyuncs.http.ProtocolType;
import com.aliyuncs.profile.DefaultProfile;

/** The official Java SDKs, pointed at an instance. */
final class SdkClients {

  private SdkClients() {}

  /** The newer SDK, with signatures of version 3. */
  static com.aliyun.iot20180120.Client tea(TestService service) throws Exception {
    return tea(service, AccountsFixture.KEY, "v3");
  }

  /**
   * The newer SDK.
   *
   * @param signatures v3, or v2 for what the SDK calls so: signatures of version 1
   */
  static com.aliyun.iot20180120.Client tea(TestService service, String key, String signatures)
      throws Exception {
    Config config =
        new Config()
            .setAccessKeyId(key)
            .setAccessKeySecret(AccountsFixture.SECRET)
            .setEndpoint("127.0.0.1:" + service.port())
            .setProtocol("HTTP");
    config.signatureAlgorithm = signatures.equals("v2") ? "v2" : null;
    return new com.aliyun.iot20180120.Client(config);
  }

  /** The classic SDK; its requests name the instance. */
  static DefaultAcsClient classic() {
    return new DefaultAcsClient(
        DefaultProfile.getProfile("cn-shanghai", AccountsFixture.KEY, AccountsFixture.SECRET));
  }

  /** A request of the classic SDK for a call that it has no class for. */
  static CommonRequest common(String action, TestService service) {
    CommonRequest request = new CommonRequest();
    request.setSysMethod(MethodType.POST);
    request.setSysProtocol(ProtocolType.HTTP);
    request.setSysDomain("127.0.0.1:" + service.port());
    request.setSysVersion("2018-01-20");
    request.setSysAction(action);
    return request;
  }
}
