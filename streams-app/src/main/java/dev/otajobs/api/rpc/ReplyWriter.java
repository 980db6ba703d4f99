package dev.otajobs.api.rpc;

import io.vertx.core.buffer.Buffer;

/** Writes replies in one format. */
interface ReplyWriter {

  Buffer write(String requestId, Reply reply);

  /** What the reply tells the caller to look up. */
  static String recommendation(String requestId, RpcError error) {
    return "https://api.aliyun.com/troubleshoot?q="
        + error.code()
        + "&product=Iot&requestId="
        + requestId;
  }

  /** The name of the service in errors, as the platform writes it. */
  String HOST_ID = "iot.cn-shanghai.aliyuncs.com";
}
