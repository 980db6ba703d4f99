package dev.otajobs.api.rpc;

import com.fasterxml.jackson.core.JsonFactory;
import com.fasterxml.jackson.core.JsonGenerator;
import dev.otajobs.codec.JobJson;
import io.vertx.core.buffer.Buffer;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.UncheckedIOException;

/**
 * Writes replies in JSON: raw UTF-8, since the classic Java SDK cannot read {@code \\u} escapes.
 */
final class JsonReplyWriter implements ReplyWriter {

  private final JsonFactory json = new JsonFactory();

  @Override
  public Buffer write(String requestId, Reply reply) {
    ByteArrayOutputStream bytes = new ByteArrayOutputStream(1024);
    try (JsonGenerator out = json.createGenerator(bytes)) {
      out.writeStartObject();
      writeMembers(requestId, reply, out);
      out.writeEndObject();
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
    return Buffer.buffer(bytes.toByteArray());
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
