package dev.otajobs.api.rpc.jobs;

import dev.otajobs.api.rpc.RpcParameters;
import dev.otajobs.auth.accounts.Operation;
import dev.otajobs.events.OtaJobModified;
import dev.otajobs.job.FieldValue;
import dev.otajobs.job.JobField;
import dev.otajobs.job.JobView;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import org.apache.avro.specific.SpecificRecord;

/**
 * UpdateOTAJob: changes the rate and the tags of an upgrade batch that has not ended, of a dynamic
 * one the time limit and the source versions, too. Tags are replaced as a whole: without any, the
 * batch has none afterwards.
 */
final class UpdateJob implements RequestedChange {

  private static final List<String> MANDATORY =
      List.of("UpgradeType", "TargetSelection", "MaximumPerMinute");

  @Override
  public Operation operation() {
    return Operation.UPDATE_OTA_JOB;
  }

  @Override
  public void check(RpcParameters parameters) {
    MANDATORY.forEach(parameters::required);
    patch(parameters);
  }

  @Override
  public Optional<SpecificRecord> of(RpcParameters parameters, JobView job) {
    BatchState batch = new BatchState(job);
    Illegal.unless(!batch.isVerification(), "JobId is a verification batch, not an upgrade batch.");
    Illegal.unless(!batch.isCompleted() && !batch.isCanceled(), "JobId is a batch that has ended.");
    Illegal.unless(
        batch.has(JobField.SELECTION_TYPE, upper(parameters, "UpgradeType")),
        "UpgradeType is not that of the batch.");
    Illegal.unless(
        batch.has(JobField.TARGET_SELECTION, upper(parameters, "TargetSelection")),
        "TargetSelection is not that of the batch.");
    Illegal.unless(
        batch.isDynamic() || parameters.get("TimeoutInMinutes").isEmpty(),
        "TimeoutInMinutes can be changed of dynamic batches only.");
    OtaJobModified.Builder patch = patch(parameters);
    if (!batch.isDynamic() || isOfGroup(job)) {
      // Source: the call's page. They have no effect there.
      patch.setSrcVersions(null);
    }
    return Optional.of(patch.build());
  }

  private static OtaJobModified.Builder patch(RpcParameters parameters) {
    List<String> versions = parameters.list("SrcVersionList");
    return OtaJobModified.newBuilder()
        .setMaximumPerMinute(CommonParameters.integer(parameters, "MaximumPerMinute"))
        .setTimeoutInMinutes(CommonParameters.integer(parameters, "TimeoutInMinutes"))
        .setSrcVersions(versions.isEmpty() ? null : versions)
        .setTags(CommonParameters.tags(parameters, "Tags"));
  }

  private static boolean isOfGroup(JobView job) {
    FieldValue group = job.fields().get(JobField.GROUP_ID);
    return group instanceof FieldValue.Text text && !text.value().isEmpty();
  }

  /** The call's page has {@code All} in its sample. */
  private static String upper(RpcParameters parameters, String name) {
    return parameters.required(name).toUpperCase(Locale.ROOT);
  }
}
