package dev.otajobs.api.rpc.jobs;

import dev.otajobs.api.rpc.Reply;
import dev.otajobs.api.rpc.RpcAction;
import dev.otajobs.api.rpc.RpcCall;
import dev.otajobs.auth.accounts.Operation;
import dev.otajobs.codec.FirmwareInfo;
import dev.otajobs.codec.Member;
import dev.otajobs.firmware.FirmwareKey;
import dev.otajobs.query.packages.PackageFinder;
import io.vertx.core.Future;
import java.util.List;
import java.util.Optional;

/** The action QueryOTAFirmware: what is known of a package of the account. */
public final class QueryFirmware implements RpcAction {

  private final Packages packages;

  public QueryFirmware(PackageFinder packages) {
    this.packages = new Packages(packages);
  }

  @Override
  public Operation operation() {
    return Operation.QUERY_OTA_FIRMWARE;
  }

  @Override
  public Future<Reply> answer(RpcCall call) {
    String id = call.parameters().required("FirmwareId");
    return packages
        .find(new FirmwareKey(id, call.viewer().accountId()))
        .map(
            firmware ->
                new Reply.Done(
                    List.of(Member.group("FirmwareInfo", FirmwareInfo.of(firmware))),
                    Optional.empty()));
  }
}
