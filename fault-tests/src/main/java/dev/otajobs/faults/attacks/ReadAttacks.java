package dev.otajobs.faults.attacks;

import dev.otajobs.faults.report.RowResult;
import dev.otajobs.faults.workload.Accounts;
import dev.otajobs.local.Await;
import dev.otajobs.testkit.service.Instance;
import java.io.IOException;
import java.net.Socket;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse;
import java.net.http.HttpResponse.BodyHandlers;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.concurrent.ConcurrentSkipListMap;
import java.util.function.IntFunction;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import java.util.stream.IntStream;

/** By callers who ask for what is dear, and by somebody with an operator's token. */
final class ReadAttacks {

  private static final Duration EACH = Duration.ofSeconds(10);
  private static final Duration PATIENCE = Duration.ofSeconds(20);
  private static final int WATCHES = 1_500;
  private static final int LIST_WATCHES = 200;
  private static final int CALLERS = 48;
  private static final Pattern JOB_ID = Pattern.compile("\"JobId\":\"([^\"]+)\"");
  private static final HttpClient HTTP =
      HttpClient.newBuilder().version(HttpClient.Version.HTTP_1_1).build();

  private ReadAttacks() {}

  /**
   * More watches than there may be, of jobs that are there and of a list, and nobody reads them.
   */
  static void watches(Target target, RowResult result) throws Exception {
    Target.Usual usual = target.usual();
    List<String> jobs = jobs(target.first());
    List<Socket> sockets = new ArrayList<>();
    try {
      for (int i = 0; i < WATCHES; i++) {
        sockets.add(open(target.first(), "/v1/jobs/" + jobs.get(i % jobs.size()) + "/watch"));
      }
      for (int i = 0; i < LIST_WATCHES; i++) {
        sockets.add(open(target.first(), "/v1/jobs/watch?firmware=fw-" + i % 1000));
      }
      Await.pause(EACH);
      double open = metric(target, "ota_watches_in_flight");
      double lists = metric(target, "ota_watches_lists_in_flight");
      result.figure("watches, open", "%d, %.0f".formatted(WATCHES, open));
      result.figure("of lists, open", "%d, %.0f".formatted(LIST_WATCHES, lists));
      result.require(open > 0 && open <= 1_000, "so many watches are open: " + open);
      result.require(lists > 0 && lists <= 4, "so many watches of lists are open: " + lists);
    } finally {
      for (Socket socket : sockets) {
        socket.close();
      }
    }
    usual.judge(result);
  }

  /** Pages of 100 jobs, and batches of 100 ids, without a pause. */
  static void lists(Target target, RowResult result) throws Exception {
    Target.Usual usual = target.usual();
    String batch =
        jobs(target.first()).stream()
            .limit(100)
            .map(job -> "\"" + job + "\"")
            .collect(Collectors.joining(",", "{\"JobIds\":[", "]}"));
    Map<Integer, Integer> statuses =
        flood(
            i ->
                i % 2 == 0
                    ? call(target.first(), "/v1/jobs?limit=100&firmware=fw-" + i % 1000).GET()
                    : call(target.first(), "/v1/jobs:batchGet")
                        .POST(BodyPublishers.ofString(batch)));
    result.figure("calls, by status", statuses);
    result.require(statuses.getOrDefault(200, 0) > 0, "no call was answered");
    result.require(!statuses.containsKey(500), "a call failed");
    usual.judge(result);
  }

  /** Searches through all dead letters, and replays of letters that are not there. */
  static void searches(Target target, RowResult result) throws Exception {
    Target.Usual usual = target.usual();
    Map<Integer, Integer> statuses =
        flood(
            i ->
                i % 4 == 0
                    ? call(target.first(), "/v1/dead-letters:replay")
                        .POST(BodyPublishers.ofString("{\"At\":[\"0-999999\"],\"DryRun\":true}"))
                    : call(target.first(), "/v1/dead-letters?limit=100&job=nobody").GET());
    result.figure("calls, by status", statuses);
    result.require(statuses.getOrDefault(200, 0) > 0, "no call was answered");
    result.require(statuses.getOrDefault(503, 0) > 0, "no call was refused");
    result.require(!statuses.containsKey(500), "a call failed");
    usual.judge(result);
  }

  private static double metric(Target target, String name) {
    return target.first().probe().metric(name).orElse(0);
  }

  /** Jobs that the load has written. */
  private static List<String> jobs(Instance from) throws Exception {
    List<String> jobs = new ArrayList<>();
    for (int firmware = 0; firmware < 1_000 && jobs.size() < 200; firmware++) {
      String page =
          HTTP.send(
                  call(from, "/v1/jobs?limit=100&firmware=fw-" + firmware).build(),
                  BodyHandlers.ofString())
              .body();
      JOB_ID.matcher(page).results().forEach(found -> jobs.add(found.group(1)));
    }
    if (jobs.isEmpty()) {
      throw new IllegalStateException("the load has written no jobs");
    }
    return jobs;
  }

  private static HttpRequest.Builder call(Instance to, String path) {
    return HttpRequest.newBuilder(URI.create("http://127.0.0.1:" + to.port() + path))
        .timeout(PATIENCE)
        .header("Authorization", "Bearer " + Accounts.TOKEN)
        .header("Content-Type", "application/json");
  }

  private static Socket open(Instance to, String path) throws IOException {
    return CallerAttacks.send(
        to,
        "GET %s HTTP/1.1\r\nHost: h\r\nAuthorization: Bearer %s\r\n\r\n"
            .formatted(path, Accounts.TOKEN));
  }

  /** Many callers for a while, each without a pause; how many replies had each status. */
  private static Map<Integer, Integer> flood(IntFunction<HttpRequest.Builder> calls)
      throws InterruptedException {
    ConcurrentSkipListMap<Integer, Integer> statuses = new ConcurrentSkipListMap<>();
    long end = System.nanoTime() + EACH.toNanos();
    List<Thread> callers =
        IntStream.range(0, CALLERS)
            .mapToObj(
                caller ->
                    new Thread(
                        () -> {
                          for (int i = caller; System.nanoTime() - end < 0; i += CALLERS) {
                            statuses.merge(status(calls.apply(i)), 1, Integer::sum);
                          }
                        }))
            .toList();
    callers.forEach(Thread::start);
    for (Thread caller : callers) {
      caller.join();
    }
    return new TreeMap<>(statuses);
  }

  /** 0 for no reply. */
  private static int status(HttpRequest.Builder call) {
    try {
      HttpResponse<Void> reply = HTTP.send(call.build(), BodyHandlers.discarding());
      return reply.statusCode();
    } catch (IOException e) {
      return 0;
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      return 0;
    }
  }
}
