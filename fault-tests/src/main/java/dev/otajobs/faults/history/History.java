package dev.otajobs.faults.history;

import dev.otajobs.ingest.Position;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Queue;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.concurrent.atomic.AtomicLong;

/** Every acknowledgement and every read of one run. Grows with the run. */
public final class History {

  private final Map<Position, Long> acks = new ConcurrentHashMap<>();
  private final Map<Position, String> poison = new ConcurrentHashMap<>();
  private final Queue<Read> reads = new ConcurrentLinkedQueue<>();
  private final Queue<Created> created = new ConcurrentLinkedQueue<>();
  private final Queue<Listing> listings = new ConcurrentLinkedQueue<>();
  private final Map<Outcome, Long> creates = new ConcurrentHashMap<>();
  private final Queue<Window> windows = new ConcurrentLinkedQueue<>();
  private final Queue<Window> cold = new ConcurrentLinkedQueue<>();
  private final Map<String, String> bodies = new ConcurrentHashMap<>();
  private final AtomicLong unknownFates = new AtomicLong();

  /** The broker has acknowledged the record at this position, now. */
  public void acked(Position position) {
    acked(position, System.nanoTime());
  }

  /** The broker acknowledged the record at this position then, by {@link System#nanoTime}. */
  void acked(Position position, long at) {
    acks.put(position, at);
  }

  /** As {@link #acked}, of a record that is broken on purpose. */
  public void poisonAcked(Position position, String kind) {
    poisonAcked(position, System.nanoTime(), kind);
  }

  /** As {@link #acked(Position, long)}, of a record that is broken on purpose. */
  void poisonAcked(Position position, long at, String kind) {
    poison.put(position, kind);
    acked(position, at);
  }

  /** A write failed: it may or may not be in the topic. */
  public void unknownFate() {
    unknownFates.incrementAndGet();
  }

  public void add(Read read) {
    reads.add(read);
  }

  /** A create call was answered with success. */
  public void add(Created batch) {
    created.add(batch);
  }

  public void add(Listing listing) {
    listings.add(listing);
  }

  /** A create call ended so: {@link Outcome#FOUND} if there is a batch. */
  public void create(Outcome outcome) {
    creates.merge(outcome, 1L, Long::sum);
  }

  /** The same text once, however often it was read. */
  public String intern(String body) {
    String known = bodies.putIfAbsent(body, body);
    return known == null ? body : known;
  }

  /** Opens a window of this length, from now on. */
  public void window(Duration length, String why) {
    long now = System.nanoTime();
    windows.add(new Window(now, now + length.toNanos(), why));
  }

  /** For so long from now on JVMs are cold: replies may be older, misplaced events moved later. */
  public void cold(Duration length) {
    long now = System.nanoTime();
    cold(new Window(now, now + length.toNanos(), "cold"));
  }

  /** Notes a time in which JVMs were cold. */
  void cold(Window window) {
    cold.add(window);
  }

  /** Whether an old reply may be for cold JVMs or a fault. */
  public boolean mayLag(Read read) {
    return duringFault(read) || cold.stream().anyMatch(window -> window.touches(read));
  }

  /** Notes a window that has ended. */
  public void window(Window window) {
    windows.add(window);
  }

  public Optional<Long> ackedAt(Position position) {
    return Optional.ofNullable(acks.get(position));
  }

  public Map<Position, Long> acks() {
    return acks;
  }

  /** The positions that were broken on purpose, and how. */
  public Map<Position, String> poison() {
    return poison;
  }

  public List<Read> reads() {
    return List.copyOf(reads);
  }

  /** The create calls that were answered with success; one that was sent twice is there twice. */
  public List<Created> created() {
    return List.copyOf(created);
  }

  public List<Listing> listings() {
    return List.copyOf(listings);
  }

  /** How many create calls ended how. */
  public Map<Outcome, Long> creates() {
    return Map.copyOf(creates);
  }

  public List<Window> windows() {
    return List.copyOf(windows);
  }

  List<Window> coldWindows() {
    return List.copyOf(cold);
  }

  public long unknownFates() {
    return unknownFates.get();
  }

  /** Whether the service was being hurt during this read. */
  public boolean duringFault(Read read) {
    return windows.stream().anyMatch(window -> window.touches(read));
  }
}
