package dev.otajobs.api.rpc.jobs;

import dev.otajobs.api.ListedJob;
import dev.otajobs.api.VisibleJobs;
import dev.otajobs.api.rpc.Reply;
import dev.otajobs.api.rpc.Reply.BusinessError;
import dev.otajobs.api.rpc.RpcAction;
import dev.otajobs.api.rpc.RpcCall;
import dev.otajobs.api.rpc.RpcError;
import dev.otajobs.api.rpc.RpcException;
import dev.otajobs.auth.accounts.Operation;
import dev.otajobs.codec.Member;
import dev.otajobs.firmware.FirmwareKey;
import dev.otajobs.projection.IndexEntry;
import dev.otajobs.query.index.FirmwareJobs;
import dev.otajobs.query.index.IndexAnswer;
import dev.otajobs.query.index.IndexQuery;
import io.vertx.core.Future;
import java.util.List;
import java.util.Optional;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * The action ListOTAJobByFirmware: a page of the batches of a package, the newest first. It has
 * every batch whose creation was acknowledged before the call.
 */
public final class ListJobs implements RpcAction {

  private static final Logger LOG = LoggerFactory.getLogger(ListJobs.class);
  private static final int MAX_PAGE_SIZE = 200;

  private final VisibleJobs jobs;
  private final FirmwareJobs lists;

  public ListJobs(VisibleJobs jobs, FirmwareJobs lists) {
    this.jobs = jobs;
    this.lists = lists;
  }

  @Override
  public Operation operation() {
    return Operation.LIST_OTA_JOB_BY_FIRMWARE;
  }

  /**
   * A page.
   *
   * @param number from 1
   */
  private record Page(long number, int size) {

    static Page of(RpcCall call) {
      long number = number(call, "CurrentPage");
      long size = number(call, "PageSize");
      if (number < 1 || size < 1 || size > MAX_PAGE_SIZE || number > IndexQuery.MAX_LIMIT / size) {
        throw new RpcException(
            new BusinessError(
                "iot.common.InvalidPageParams",
                "PageSize must be 1 to %d, and CurrentPage 1 to %d divided by PageSize."
                    .formatted(MAX_PAGE_SIZE, IndexQuery.MAX_LIMIT)));
      }
      return new Page(number, Math.toIntExact(size));
    }

    private static long number(RpcCall call, String name) {
      call.parameters().required(name);
      return call.parameters().whole(name).orElseThrow();
    }

    int end() {
      return Math.toIntExact(number * size);
    }

    <T> List<T> of(List<T> all) {
      return all.subList(Math.min(end() - size, all.size()), Math.min(end(), all.size()));
    }
  }

  @Override
  public Future<Reply> answer(RpcCall call) {
    String firmwareId = call.parameters().required("FirmwareId");
    Page page = Page.of(call);
    if (!FirmwareKey.isFirmwareId(firmwareId)) {
      return Future.succeededFuture(reply(page, 0, List.of()));
    }
    return lists
        .list(
            call.viewer().accountId(),
            firmwareId,
            call.viewer().instances(),
            call.parameters().get("IotInstanceId"),
            page.end())
        .map(ListJobs::listed)
        .compose(listed -> shown(call, page, listed));
  }

  private static IndexAnswer.Listed listed(IndexAnswer answer) {
    if (answer instanceof IndexAnswer.Listed listed) {
      return listed;
    }
    LOG.debug("no list, answer={}", answer);
    throw new RpcException(RpcError.UNAVAILABLE);
  }

  private Future<Reply> shown(RpcCall call, Page page, IndexAnswer.Listed listed) {
    List<IndexEntry> entries = page.of(listed.entries());
    boolean isLast = listed.entries().size() < page.end();
    return ListedJob.find(jobs, call.viewer(), entries, isLast)
        .map(found -> reply(page, listed.total(), found.orElseThrow(ListJobs::unavailable)));
  }

  private static RpcException unavailable() {
    LOG.debug("a job of a list cannot be looked up now");
    return new RpcException(RpcError.UNAVAILABLE);
  }

  private static Reply reply(Page page, long total, List<ListedJob> jobs) {
    List<Member.Group> items = jobs.stream().map(job -> SimpleJobInfo.of(job.view())).toList();
    return new Reply.Done(
        List.of(
            new Member("Data", new Member.Items("SimpleOTAJobInfo", items, false)),
            Member.whole("Total", total),
            Member.whole("PageCount", (total + page.size() - 1) / page.size()),
            Member.whole("PageSize", page.size()),
            Member.whole("CurrentPage", page.number())),
        Optional.empty());
  }
}
