package dev.otajobs.api.rest;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.json.JsonMapper;
import dev.otajobs.events.OtaJobEvent;
import dev.otajobs.eventserde.EventJson;
import dev.otajobs.ingest.RejectReason;
import dev.otajobs.letters.LetterFilter;
import dev.otajobs.letters.Replays;
import java.io.IOException;
import java.util.HashSet;
import java.util.Optional;
import java.util.Set;

/**
 * What a replay is asked for: {@code {"At": ["0-5"]}} or {@code {"Reason": "UNDECODABLE"}}, with
 * {@code DryRun}, and for a single letter with {@code Event} to be written instead.
 */
final class ReplayBody {

  private static final int MAX_PLACES = 100;
  private static final Set<String> MEMBERS = Set.of("At", "Reason", "DryRun", "Event");
  private static final JsonMapper MAPPER = new JsonMapper();
  private static final EventJson EVENTS = new EventJson();

  private ReplayBody() {}

  /**
   * Reads a body.
   *
   * @throws IllegalArgumentException with what is wrong, for the caller
   * @throws IOException if it is not JSON
   */
  static Replays.Request read(byte[] body) throws IOException {
    JsonNode given = MAPPER.readTree(body);
    given
        .fieldNames()
        .forEachRemaining(
            name -> require(MEMBERS.contains(name), "a replay has At, Reason, DryRun and Event"));
    Set<String> places = places(given.path("At"));
    Optional<RejectReason> reason = text(given, "Reason").map(DeadLetterResource::reason);
    require(
        places.isEmpty() == reason.isPresent(),
        "At, a list of places such as [\"0-5\"], or Reason must say which dead letters are meant");
    JsonNode dryRun = given.path("DryRun");
    require(dryRun.isMissingNode() || dryRun.isBoolean(), "DryRun must be true or false");
    Optional<OtaJobEvent> mended =
        given.has("Event") ? Optional.of(EVENTS.read(given.get("Event"))) : Optional.empty();
    require(
        mended.isEmpty() || places.size() == 1,
        "an Event can be written instead of one letter only");
    return new Replays.Request(LetterFilter.of(places, reason), dryRun.asBoolean(), mended);
  }

  private static Set<String> places(JsonNode given) {
    Set<String> places = new HashSet<>();
    require(
        given.isMissingNode()
            || (given.isArray() && !given.isEmpty() && given.size() <= MAX_PLACES),
        "At must be a list of 1 to " + MAX_PLACES + " places such as [\"0-5\"]");
    for (JsonNode place : given) {
      require(
          place.isTextual() && place.textValue().matches("[0-9]{1,9}-[0-9]{1,18}"),
          "At must be a list of places such as [\"0-5\"]");
      places.add(place.textValue());
    }
    return places;
  }

  private static Optional<String> text(JsonNode given, String name) {
    JsonNode text = given.path(name);
    require(text.isMissingNode() || text.isTextual(), name + " must be a text");
    return Optional.ofNullable(text.textValue());
  }

  private static void require(boolean holds, String problem) {
    if (!holds) {
      throw new IllegalArgumentException(problem);
    }
  }
}
