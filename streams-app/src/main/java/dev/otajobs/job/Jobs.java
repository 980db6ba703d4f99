package dev.otajobs.job;

import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.SortedMap;
import java.util.TreeMap;
import org.jspecify.annotations.Nullable;

/**
 * All accounts' jobs of one JobId: the value of the table, whose key is the JobId. Nearly always it
 * holds one job, since services draw JobIds at random.
 *
 * <p>It is a join-semilattice: {@link #join} joins the jobs account by account and keeps those of
 * the {@value #MAX_ACCOUNTS} smallest account ids, so any order, any duplicates and any grouping of
 * the same events end in the same value. {@link #ERASED} and {@link #erasedUpTo} stand outside of
 * it: they take away what was joined before, and nothing of what is joined after.
 *
 * <p>A value also remembers its last join, which {@link #updates} tells, and the event that was
 * joined. That memory is not part of the value: it is not stored, and two values are equal without
 * it.
 */
public final class Jobs {

  /**
   * How many accounts' jobs one JobId can have. The largest job takes less than 64 KiB, so all of
   * them fit into one changelog record of {@value #MAX_BYTES} bytes. An account id that is smaller
   * than all of so many others pushes the largest one out.
   */
  public static final int MAX_ACCOUNTS = 16;

  /** No value takes more bytes in the store. */
  public static final int MAX_BYTES = 2 * 1024 * 1024;

  /** Erases the jobs that it is joined to. */
  public static final Jobs ERASED = new Jobs(Map.of(), Map.of(), Map.of(), Erasure.OF_ALL, null);

  /** By account id, in its order. */
  private final Map<String, Job> byAccount;

  /** What the last join added to. */
  private final Map<String, Job> before;

  /** What the last join added. */
  private final Map<String, Job> added;

  /** Null for jobs; what joining this erases. */
  private final @Nullable Erasure erasure;

  /** The event that was joined last; null if there was none, or it is not known. */
  private final @Nullable JobChange change;

  /**
   * @param upTo empty to erase whatever there is; else only jobs of which it has met all
   */
  private record Erasure(Optional<Revision> upTo) {
    static final Erasure OF_ALL = new Erasure(Optional.empty());

    boolean erases(Jobs jobs) {
      return upTo.isEmpty() || jobs.isWithin(upTo.get());
    }
  }

  private Jobs(
      Map<String, Job> byAccount,
      Map<String, Job> before,
      Map<String, Job> added,
      @Nullable Erasure erasure,
      @Nullable JobChange change) {
    this.byAccount = byAccount;
    this.before = before;
    this.added = added;
    this.erasure = erasure;
    this.change = change;
  }

  /** One account's job. */
  public static Jobs of(String accountId, Job job) {
    return said(accountId, job, null);
  }

  /** What one event says of its job. */
  public static Jobs of(String accountId, JobChange event) {
    return said(accountId, event.says(), event);
  }

  private static Jobs said(String accountId, Job job, @Nullable JobChange event) {
    Map<String, Job> only = Map.of(accountId, job);
    return new Jobs(only, Map.of(), only, null, event);
  }

  /** These jobs, by account id, as they were stored. */
  public static Jobs of(SortedMap<String, Job> byAccount) {
    Map<String, Job> all = smallest(new TreeMap<>(byAccount));
    return new Jobs(all, Map.of(), all, null, null);
  }

  /**
   * Erases the jobs that it is joined to, unless one of them has met an event that this revision
   * has not: then it leaves all of them as they are.
   */
  public static Jobs erasedUpTo(Revision revision) {
    return new Jobs(Map.of(), Map.of(), Map.of(), new Erasure(Optional.of(revision)), null);
  }

  /** What both know; nothing, if the other one erases these jobs. */
  public Jobs join(Jobs other) {
    if (other.erasure == null) {
      return new Jobs(joined(other.byAccount), byAccount, other.byAccount, null, other.change);
    }
    Map<String, Job> left = other.erasure.erases(this) ? Map.of() : byAccount;
    return new Jobs(left, byAccount, Map.of(), null, null);
  }

  private Map<String, Job> joined(Map<String, Job> others) {
    if (byAccount.keySet().equals(others.keySet()) && byAccount.size() == 1) {
      Map.Entry<String, Job> own = byAccount.entrySet().iterator().next();
      return Map.of(own.getKey(), own.getValue().join(others.values().iterator().next()));
    }
    SortedMap<String, Job> joined = new TreeMap<>(byAccount);
    others.forEach((accountId, job) -> joined.merge(accountId, job, Job::join));
    return smallest(joined);
  }

  private static Map<String, Job> smallest(SortedMap<String, Job> jobs) {
    while (jobs.size() > MAX_ACCOUNTS) {
      jobs.remove(jobs.lastKey());
    }
    return jobs;
  }

  /**
   * The account's job. A caller may ask for its own account's only; there is no way to ask for
   * whatever there is.
   */
  public Optional<Job> of(String accountId) {
    return Optional.ofNullable(byAccount.get(accountId));
  }

  /** Whether this revision has met all that these jobs have. */
  public boolean isWithin(Revision revision) {
    return byAccount.values().stream().allMatch(job -> revision.includes(job.revision()));
  }

  /** What all of them together have met. */
  public Revision revision() {
    return byAccount.values().stream()
        .map(Job::revision)
        .reduce(Revision::join)
        .orElseGet(() -> new Revision(new TreeMap<>()));
  }

  /** Whether there is no job: the store then keeps nothing. */
  public boolean isEmpty() {
    return byAccount.isEmpty();
  }

  /** All jobs by account id, in its order: to write them. */
  public Map<String, Job> byAccount() {
    return byAccount;
  }

  /** What the last join added, by account id; one job, unless it erased. */
  public Map<String, Job> added() {
    return added;
  }

  /** The event that was joined last; empty if there was none, or it is not known. */
  public Optional<JobChange> change() {
    return Optional.ofNullable(change);
  }

  /** Whether the last join erased the jobs that there were. */
  public boolean wasErased() {
    return byAccount.isEmpty();
  }

  /**
   * What the last join did to one account's job.
   *
   * @param added what was joined to it; null if the job was erased or pushed out
   */
  public record Update(
      String accountId, @Nullable Job before, @Nullable Job added, @Nullable Job after) {

    /** Whether the job had met the added event before: the event is read a second time. */
    public boolean isRepeated() {
      return before != null && added != null && before.revision().includes(added.revision());
    }
  }

  /** What the last join did: the jobs that it added to, and those that are gone since. */
  public List<Update> updates() {
    Set<String> touched = new HashSet<>(added.keySet());
    before.keySet().stream().filter(id -> !byAccount.containsKey(id)).forEach(touched::add);
    List<Update> updates = new ArrayList<>(touched.size());
    for (String id : touched) {
      updates.add(new Update(id, before.get(id), added.get(id), byAccount.get(id)));
    }
    return updates;
  }

  @Override
  public boolean equals(@Nullable Object other) {
    return other instanceof Jobs jobs && byAccount.equals(jobs.byAccount);
  }

  @Override
  public int hashCode() {
    return byAccount.hashCode();
  }

  @Override
  public String toString() {
    return byAccount.toString();
  }
}
