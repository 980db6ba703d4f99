package dev.otajobs.projection;

import com.fasterxml.jackson.core.JsonFactory;
import com.fasterxml.jackson.core.JsonGenerator;
import dev.otajobs.codec.JobJson;
import dev.otajobs.job.JobView;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.UncheckedIOException;

/**
 * The value of a record of the views topic: JSON in UTF-8, the fields of the reply's {@code Data}
 * after {@code AccountId} and, if the job has one, {@code IotInstanceId}.
 */
final class ViewRecord {

  private static final JsonFactory JSON = new JsonFactory();

  private ViewRecord() {}

  static byte[] of(JobView view) {
    ByteArrayOutputStream bytes = new ByteArrayOutputStream(1024);
    try (JsonGenerator out = JSON.createGenerator(bytes)) {
      out.writeStartObject();
      out.writeStringField("AccountId", view.key().accountId());
      if (view.iotInstanceId().isPresent()) {
        out.writeStringField("IotInstanceId", view.iotInstanceId().get());
      }
      JobJson.write(view.fields(), out);
      out.writeEndObject();
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
    return bytes.toByteArray();
  }
}
