package dev.otajobs.api;

import dev.otajobs.job.JobView;
import dev.otajobs.projection.IndexEntry;
import dev.otajobs.query.Consistency;
import dev.otajobs.query.JobAnswer;
import io.vertx.core.Future;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.stream.IntStream;

/**
 * A job of a list as it was looked up, at its place in the order of lists.
 *
 * @param entry what the index has of the job as it is now
 */
public record ListedJob(IndexEntry entry, JobView view) {

  private static final Comparator<ListedJob> NEWEST_FIRST =
      Comparator.comparing(ListedJob::entry, IndexEntry.NEWEST_FIRST);

  /**
   * Looks the jobs of these entries up, see {@link #of}. A job whose answer is older than its
   * entry, from a copy that is behind, is looked up once more with everything that was
   * acknowledged.
   */
  public static Future<Optional<List<ListedJob>>> find(
      VisibleJobs jobs, Viewer viewer, List<IndexEntry> entries, boolean isLast) {
    return jobs.findAll(viewer, ids(entries))
        .compose(answers -> again(jobs, viewer, entries, answers))
        .map(answers -> of(entries, answers, isLast));
  }

  private static Future<List<JobAnswer>> again(
      VisibleJobs jobs, Viewer viewer, List<IndexEntry> entries, List<JobAnswer> answers) {
    List<Integer> late =
        IntStream.range(0, entries.size())
            .filter(i -> isLate(entries.get(i), answers.get(i)))
            .boxed()
            .toList();
    if (late.isEmpty()) {
      return Future.succeededFuture(answers);
    }
    return jobs.findAll(viewer, ids(late.stream().map(entries::get).toList()), Consistency.COMPLETE)
        .map(
            found -> {
              List<JobAnswer> all = new ArrayList<>(answers);
              for (int i = 0; i < late.size(); i++) {
                all.set(late.get(i), found.get(i));
              }
              return all;
            });
  }

  /** Whether the job is shown at a place before its entry: a creation only moves to later ones. */
  private static boolean isLate(IndexEntry indexed, JobAnswer answer) {
    return answer instanceof JobAnswer.Found found
        && IndexEntry.of(found.key().accountId(), found.key().jobId(), found.job())
            .filter(entry -> isBehind(indexed, entry))
            .isPresent();
  }

  private static List<String> ids(List<IndexEntry> entries) {
    return entries.stream().map(entry -> entry.key().jobId()).toList();
  }

  /**
   * The jobs of these entries in the order of lists, each once. A job whose earlier creation became
   * known since the index was read stands at its new place; behind the last of the entries the next
   * page has it. An entry of what a job was shows nothing.
   *
   * @param entries a page, the newest first
   * @param answers to the look-ups of their jobs, in the same order
   * @param isLast whether no page follows
   * @return empty if a job cannot be looked up now
   */
  static Optional<List<ListedJob>> of(
      List<IndexEntry> entries, List<JobAnswer> answers, boolean isLast) {
    Map<String, ListedJob> byJobId = new HashMap<>();
    for (int i = 0; i < entries.size(); i++) {
      JobAnswer answer = answers.get(i);
      if (answer instanceof JobAnswer.Found found) {
        Optional<IndexEntry> end =
            isLast ? Optional.empty() : Optional.of(entries.get(entries.size() - 1));
        now(entries.get(i), found)
            .filter(entry -> end.isEmpty() || !isBehind(entry, end.get()))
            .ifPresent(
                entry -> byJobId.put(found.key().jobId(), new ListedJob(entry, found.view())));
      } else if (!(answer instanceof JobAnswer.Absent)) {
        return Optional.empty();
      }
    }
    return Optional.of(byJobId.values().stream().sorted(NEWEST_FIRST).toList());
  }

  /** The entry of this job as it is now; empty if the one of the index is of another life of it. */
  private static Optional<IndexEntry> now(IndexEntry indexed, JobAnswer.Found found) {
    return IndexEntry.of(found.key().accountId(), found.key().jobId(), found.job())
        .filter(entry -> entry.key().firmwareId().equals(indexed.key().firmwareId()))
        .filter(entry -> entry.iotInstanceId().equals(indexed.iotInstanceId()))
        .filter(entry -> !isBehind(indexed, entry));
  }

  private static boolean isBehind(IndexEntry one, IndexEntry other) {
    return IndexEntry.NEWEST_FIRST.compare(one, other) > 0;
  }
}
