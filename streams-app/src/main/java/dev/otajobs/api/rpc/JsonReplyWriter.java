package dev.otajobs.api.rpc;

import com.fasterxml.jackson.core.JsonGenerator;
import dev.otajobs.codec.JobJson;
import dev.otajobs.codec.JsonObject;
import io.vertx.core.buffer.Buffer;
import java.io.IOException;

/** Writes replies in JSON. */
final class JsonReplyWriter implements ReplyWriter {

  @Override
  public Buffer write(String requestId, Reply reply) {
    return Buffer.buffer(JsonObject.of(out -> writeMembers(requestId, reply, out)));
  }

  private static void writeMembers(String requestId, Reply reply, JsonGenerator out)
      throws IOException {
    if (reply instanceof Reply.Job job) {
      out.writeObjectFieldStart("Data");
      JobJson.write(job.view().fields(), out);
      out.writeEndObject();
      out.writeStringField("RequestId", requestId);
      out.writeBooleanField("Success", true);
    } else if (reply instanceof Reply.BusinessError refused) {
      out.writeStringField("RequestId", requestId);
      out.writeBooleanField("Success", false);
      out.writeStringField("Code", refused.code());
      out.writeStringField("ErrorMessage", refused.message());
    } else if (reply instanceof Reply.GatewayError gateway) {
      RpcError error = gateway.error();
      out.writeStringField("RequestId", requestId);
      out.writeStringField("HostId", HOST_ID);
      out.writeStringField("Code", error.code());
      out.writeStringField("Message", error.message());
      out.writeStringField("Recommend", ReplyWriter.recommendation(requestId, error));
    }
  }
}
