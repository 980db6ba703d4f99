package dev.otajobs.peers.spring;

import org.springframework.http.MediaType;
import org.springframework.http.ResponseEntity;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.RequestParam;
import org.springframework.web.bind.annotation.RestController;

/** QueryOTAJob, unsigned and in JSON only. */
@RestController
class QueryController {

  private static final MediaType JSON = MediaType.parseMediaType("application/json;charset=utf-8");

  private final JobRepository jobs;

  QueryController(JobRepository jobs) {
    this.jobs = jobs;
  }

  @GetMapping("/")
  ResponseEntity<Reply> query(
      @RequestParam(name = "Action", required = false) String action,
      @RequestParam(name = "JobId", required = false) String jobId) {
    if (!"QueryOTAJob".equals(action)) {
      return json(404, Reply.error("InvalidAction.NotFound", "There is no such action."));
    }
    if (jobId == null || jobId.isEmpty()) {
      return json(400, Reply.error("MissingJobId", "JobId is mandatory for this action."));
    }
    return json(
        200,
        jobs.find(jobId)
            .map(Reply::of)
            .orElseGet(
                () ->
                    Reply.error(
                        "iot.ota.JobNotFound", "The specified OTA job does not exist.")));
  }

  private static ResponseEntity<Reply> json(int status, Reply reply) {
    return ResponseEntity.status(status).contentType(JSON).body(reply);
  }
}
