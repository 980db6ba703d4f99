package dev.otajobs.client;

import com.fasterxml.jackson.databind.JsonNode;
import java.time.Duration;
import java.util.Optional;

/** What came of a question for a job. */
public sealed interface JobReply {

  /**
   * The job.
   *
   * @param job its fields, under the names of the reply to QueryOTAJob
   * @param token the events that it includes; sent with the next question, the answer is no older
   * @param staleness every event that was written longer ago than this is included; empty if there
   *     is no such bound to tell because the answer is fresh
   */
  record Found(JsonNode job, Token token, Optional<Duration> staleness) implements JobReply {

    /** PLANNED, IN_PROGRESS, COMPLETED or CANCELED. */
    public String status() {
      return job.path("JobStatus").asText();
    }
  }

  /** The account has no such job, as of what was acknowledged before the question. */
  record Absent() implements JobReply {}

  /**
   * What the question demands is not reached in time; ask again.
   *
   * @param why the service's words
   */
  record NotYet(String why) implements JobReply {}

  /**
   * No instance can answer now; ask again.
   *
   * @param why the service's words, or why there was no reply
   */
  record Unavailable(String why) implements JobReply {}
}
