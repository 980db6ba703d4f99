package dev.otajobs.peers.quarkus;

import jakarta.inject.Inject;
import jakarta.ws.rs.GET;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.Produces;
import jakarta.ws.rs.core.Response;
import org.apache.kafka.streams.errors.InvalidStateStoreException;
import org.jboss.resteasy.reactive.RestQuery;

/** QueryOTAJob, unsigned and in JSON only. */
@Path("/")
public class QueryResource {

  private static final String JSON = "application/json;charset=utf-8";

  @Inject JobQueries jobs;

  @GET
  @Produces(JSON)
  public Response query(@RestQuery("Action") String action, @RestQuery("JobId") String jobId) {
    if (!"QueryOTAJob".equals(action)) {
      return json(404, Reply.error("InvalidAction.NotFound", "There is no such action."));
    }
    if (jobId == null || jobId.isEmpty()) {
      return json(400, Reply.error("MissingJobId", "JobId is mandatory for this action."));
    }
    try {
      Job job = jobs.find(jobId);
      return json(
          200,
          job == null
              ? Reply.error("iot.ota.JobNotFound", "The specified OTA job does not exist.")
              : Reply.of(JobData.of(jobId, job)));
    } catch (InvalidStateStoreException e) {
      return json(503, Reply.error("ServiceUnavailable", "The store is not there yet."));
    }
  }

  @GET
  @Path("ready")
  @Produces("text/plain")
  public Response ready() {
    return jobs.ready() ? Response.ok("up").build() : Response.status(503).entity("down").build();
  }

  private static Response json(int status, Reply reply) {
    return Response.status(status).entity(reply).type(JSON).build();
  }
}
