package dev.otajobs.api.rest;

import dev.otajobs.api.ListedJob;
import dev.otajobs.api.Viewer;
import dev.otajobs.api.VisibleJobs;
import dev.otajobs.auth.accounts.Permission;
import dev.otajobs.codec.JobJson;
import dev.otajobs.codec.JsonWriter;
import dev.otajobs.job.JobView;
import dev.otajobs.projection.IndexEntry;
import dev.otajobs.query.index.FirmwareJobs;
import dev.otajobs.query.index.IndexAnswer;
import dev.otajobs.query.index.IndexQuery;
import io.vertx.core.Future;
import io.vertx.core.buffer.Buffer;
import io.vertx.core.http.HttpHeaders;
import io.vertx.core.http.HttpMethod;
import io.vertx.core.http.HttpServerRequest;
import java.util.ArrayList;
import java.util.Iterator;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Answers GET and HEAD of {@code /v1/jobs} with a page of the jobs of a package, the newest first.
 * A page ends with a cursor as long as there may be more. Every job that exists throughout the walk
 * is in it exactly once: the cursor is a place in the order, and the order is the jobs' own. Only a
 * job whose earlier creation becomes known during the walk may be in it twice.
 */
public final class JobListResource extends Resource {

  /** The path. */
  public static final String PATH = "/v1/jobs";

  /** The most jobs that are looked at for a page; with filters it can then be short, or empty. */
  private static final int MAX_SEEN = 200;

  private static final Logger LOG = LoggerFactory.getLogger(JobListResource.class);

  private final BearerCallers callers;
  private final VisibleJobs jobs;
  private final FirmwareJobs lists;

  public JobListResource(BearerCallers callers, VisibleJobs jobs, FirmwareJobs lists) {
    this.callers = callers;
    this.jobs = jobs;
    this.lists = lists;
  }

  @Override
  Future<RestReply> reply(HttpServerRequest request, Buffer body) {
    if (!HttpMethod.GET.equals(request.method()) && !HttpMethod.HEAD.equals(request.method())) {
      throw new ProblemException(RestReply.Failed.methodNotAllowed());
    }
    Viewer viewer = callers.admit(request.getHeader(HttpHeaders.AUTHORIZATION), Permission.READ);
    JobFilter filter = filter(request);
    boolean isFiltered = !filter.texts().isEmpty() || filter.tag().isPresent();
    return lists
        .list(
            viewer.accountId(),
            filter.firmwareId(),
            filter.times(),
            filter.cursor(),
            viewer.instances(),
            filter.instance(),
            isFiltered ? MAX_SEEN : filter.limit())
        .map(JobListResource::entries)
        .compose(
            entries -> {
              boolean isLast = entries.size() < (isFiltered ? MAX_SEEN : filter.limit());
              return ListedJob.find(jobs, viewer, entries, isLast)
                  .map(found -> found.orElseThrow(JobListResource::notNow))
                  .map(listed -> page(filter, listed, isLast, entries));
            });
  }

  /** What a list is asked for. */
  static JobFilter filter(HttpServerRequest request) {
    try {
      return JobFilter.read(request.query());
    } catch (IllegalArgumentException e) {
      throw new ProblemException(
          new RestReply.Failed(Problem.BAD_QUERY, String.valueOf(e.getMessage()), Map.of()));
    }
  }

  private static List<IndexEntry> entries(IndexAnswer answer) {
    if (answer instanceof IndexAnswer.Listed listed) {
      return listed.entries();
    }
    LOG.debug("no list, answer={}", answer);
    throw unavailable();
  }

  private static ProblemException notNow() {
    LOG.debug("a job of a list cannot be looked up now");
    return unavailable();
  }

  private static RestReply page(
      JobFilter filter, List<ListedJob> listed, boolean isLast, List<IndexEntry> entries) {
    Iterator<ListedJob> jobs = listed.iterator();
    List<JobView> shown = new ArrayList<>();
    Optional<IndexEntry> end =
        isLast ? Optional.empty() : Optional.of(entries.get(entries.size() - 1));
    while (jobs.hasNext()) {
      ListedJob job = jobs.next();
      long created = job.entry().key().utcCreate();
      if (filter.takes(job.view())
          && created >= filter.times().from()
          && created <= filter.times().to()) {
        shown.add(job.view());
        if (shown.size() == filter.limit()) {
          end = isLast && !jobs.hasNext() ? Optional.empty() : Optional.of(job.entry());
          break;
        }
      }
    }
    Optional<String> next = end.map(JobListResource::cursor);
    return new RestReply.Listed(json(shown, next));
  }

  private static String cursor(IndexEntry last) {
    return Cursor.text(new IndexQuery.After(last.key().utcCreate(), last.key().jobId()));
  }

  private static Buffer json(List<JobView> jobs, Optional<String> next) {
    return Buffer.buffer(
        JsonWriter.object(
            out -> {
              out.name("Jobs");
              out.beginArray();
              for (JobView job : jobs) {
                out.beginObject();
                JobJson.write(job.fields(), out);
                out.endObject();
              }
              out.endArray();
              next.ifPresent(cursor -> out.member("NextCursor", cursor));
            }));
  }

  private static ProblemException unavailable() {
    return new ProblemException(RestReply.Failed.of(Problem.LIST_UNAVAILABLE, "Retry-After", "1"));
  }
}
