package dev.otajobs.projection;

import dev.otajobs.codec.JobAvro;
import dev.otajobs.codec.JobJson;
import dev.otajobs.codec.JsonWriter;
import dev.otajobs.events.OtaJobView;
import dev.otajobs.job.JobView;
import org.apache.kafka.common.serialization.Serializer;

/** The bytes of a view's record. */
public interface ViewEncoder {

  byte[] encode(JobView view);

  /** JSON in UTF-8: the fields of the reply's {@code Data} after AccountId and IotInstanceId. */
  static ViewEncoder json() {
    return view ->
        JsonWriter.object(
            out -> {
              out.member("AccountId", view.key().accountId());
              if (view.iotInstanceId().isPresent()) {
                out.member("IotInstanceId", view.iotInstanceId().get());
              }
              JobJson.write(view.fields(), out);
            });
  }

  /**
   * Avro, as the serializer frames it.
   *
   * @param serializer knows the schema's id already: a stream thread must not wait for the registry
   */
  static ViewEncoder avro(String topic, Serializer<OtaJobView> serializer) {
    return view -> serializer.serialize(topic, JobAvro.of(view));
  }
}
