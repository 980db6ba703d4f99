package dev.otajobs.api.rest;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.json.JsonMapper;
import dev.otajobs.api.Viewer;
import dev.otajobs.api.VisibleJobs;
import dev.otajobs.api.consistency.EntityTag;
import dev.otajobs.auth.accounts.Permission;
import dev.otajobs.codec.JobJson;
import dev.otajobs.codec.JsonWriter;
import dev.otajobs.query.JobAnswer;
import io.vertx.core.Future;
import io.vertx.core.buffer.Buffer;
import io.vertx.core.http.HttpHeaders;
import io.vertx.core.http.HttpMethod;
import io.vertx.core.http.HttpServerRequest;
import java.io.IOException;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;

/**
 * Answers POST of {@code /v1/jobs:batchGet}: up to {@value #MAX_IDS} jobs at once, each with an
 * outcome of its own, all before one deadline. Each is looked up like a single one, at the owner of
 * its partition.
 */
public final class JobBatchResource extends Resource {

  /** The path. */
  public static final String PATH = "/v1/jobs:batchGet";

  static final int MAX_IDS = 100;

  private static final String MEMBER = "JobIds";
  private static final JsonMapper MAPPER = new JsonMapper();

  private final BearerCallers callers;
  private final VisibleJobs jobs;

  public JobBatchResource(BearerCallers callers, VisibleJobs jobs) {
    this.callers = callers;
    this.jobs = jobs;
  }

  @Override
  Future<RestReply> reply(HttpServerRequest request, Buffer body) {
    if (!HttpMethod.POST.equals(request.method())) {
      throw new ProblemException(RestReply.Failed.of(Problem.ONLY_POST, "Allow", "POST"));
    }
    Viewer viewer = callers.admit(request.getHeader(HttpHeaders.AUTHORIZATION), Permission.READ);
    List<String> ids = List.copyOf(ids(JsonBody.bytes(request, body)));
    return jobs.findAll(viewer, ids).map(answers -> new RestReply.Listed(json(ids, answers)));
  }

  /** The ids, each once, in their order. */
  private static Set<String> ids(byte[] body) {
    Set<String> ids = new LinkedHashSet<>();
    try {
      JsonNode given = MAPPER.readTree(body).path(MEMBER);
      if (!given.isArray() || given.isEmpty() || given.size() > MAX_IDS) {
        throw bad(MEMBER + " must be a list of 1 to " + MAX_IDS + " texts");
      }
      for (JsonNode id : given) {
        if (!id.isTextual()) {
          throw bad(MEMBER + " must be a list of 1 to " + MAX_IDS + " texts");
        }
        ids.add(id.textValue());
      }
      return ids;
    } catch (JsonProcessingException e) {
      throw bad("not JSON: " + e.getOriginalMessage());
    } catch (IOException e) {
      throw bad("not JSON in UTF-8");
    }
  }

  private static ProblemException bad(String problem) {
    return new ProblemException(new RestReply.Failed(Problem.BAD_BATCH, problem, Map.of()));
  }

  private static Buffer json(List<String> ids, List<JobAnswer> answers) {
    return Buffer.buffer(
        JsonWriter.object(
            out -> {
              out.name("Jobs");
              out.beginArray();
              for (int i = 0; i < ids.size(); i++) {
                out.beginObject();
                out.member("JobId", ids.get(i));
                writeOutcome(answers.get(i), out);
                out.endObject();
              }
              out.endArray();
            }));
  }

  private static void writeOutcome(JobAnswer answer, JsonWriter out) {
    if (answer instanceof JobAnswer.Found found) {
      out.member("Status", 200);
      out.member("ETag", EntityTag.of(found.revision()).text());
      found.staleness().ifPresent(age -> out.member("StalenessMs", age.toMillis()));
      out.name("Job");
      out.beginObject();
      JobJson.write(found.view().fields(), out);
      out.endObject();
    } else {
      out.member("Status", answer instanceof JobAnswer.Absent ? 404 : 503);
    }
  }
}
