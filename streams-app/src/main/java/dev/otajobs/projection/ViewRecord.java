package dev.otajobs.projection;

import dev.otajobs.codec.JobJson;
import dev.otajobs.codec.JsonObject;
import dev.otajobs.job.JobView;

/**
 * The value of a record of the views topic: JSON in UTF-8, the fields of the reply's {@code Data}
 * after {@code AccountId} and, if the job has one, {@code IotInstanceId}.
 */
final class ViewRecord {

  private ViewRecord() {}

  static byte[] of(JobView view) {
    return JsonObject.of(
        out -> {
          out.member("AccountId", view.key().accountId());
          if (view.iotInstanceId().isPresent()) {
            out.member("IotInstanceId", view.iotInstanceId().get());
          }
          JobJson.write(view.fields(), out);
        });
  }
}
