package dev.otajobs.api.rpc;

import dev.otajobs.codec.JobJson;
import dev.otajobs.codec.JsonWriter;
import dev.otajobs.codec.MemberJson;
import io.vertx.core.buffer.Buffer;

/** Writes replies in JSON. */
final class JsonReplyWriter {

  private JsonReplyWriter() {}

  static Buffer write(String requestId, Reply reply) {
    return Buffer.buffer(JsonWriter.object(out -> writeMembers(requestId, reply, out)));
  }

  private static void writeMembers(String requestId, Reply reply, JsonWriter out) {
    if (reply instanceof Reply.Job job) {
      out.name("Data");
      out.beginObject();
      JobJson.write(job.view().fields(), out);
      out.endObject();
      out.member("RequestId", requestId);
      out.member("Success", true);
    } else if (reply instanceof Reply.Done done) {
      MemberJson.write(done.members(), out);
      out.member("RequestId", requestId);
      out.member("Success", true);
    } else if (reply instanceof Reply.BusinessError refused) {
      out.member("RequestId", requestId);
      out.member("Success", false);
      out.member("Code", refused.code());
      out.member("ErrorMessage", refused.message());
    } else if (reply instanceof Reply.GatewayError gateway) {
      RpcError error = gateway.error();
      out.member("RequestId", requestId);
      out.member("HostId", RpcError.HOST_ID);
      out.member("Code", error.code());
      out.member("Message", error.message());
      out.member("Recommend", error.recommendation(requestId));
    } else {
      throw new IllegalStateException("no JSON for " + reply.getClass());
    }
  }
}
