package dev.otajobs.job;

import static dev.otajobs.job.JobEvents.fold;
import static dev.otajobs.job.JobEvents.view;
import static org.assertj.core.api.Assertions.assertThat;

import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Random;
import java.util.Set;
import java.util.TreeMap;
import net.jqwik.api.Arbitrary;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.Provide;
import net.jqwik.api.constraints.IntRange;

/** The laws of the fold: what makes any order, any duplicates and any producers harmless. */
class JobFoldLawsTest {

  @Provide
  Arbitrary<List<JobEvent>> lives() {
    return JobEvents.lives();
  }

  @Property
  void shouldFoldAnyOrderToTheSameJob(@ForAll("lives") List<JobEvent> life, @ForAll Random random) {
    List<JobEvent> shuffled = new ArrayList<>(life);
    Collections.shuffle(shuffled, random);

    assertThat(fold(shuffled)).isEqualTo(fold(life));
  }

  @Property
  void shouldFoldDuplicatesToTheSameJob(
      @ForAll("lives") List<JobEvent> life, @ForAll Random random) {
    List<JobEvent> doubled = new ArrayList<>(life);
    for (int i = 0; i < life.size(); i++) {
      doubled.add(random.nextInt(doubled.size() + 1), life.get(random.nextInt(life.size())));
    }

    assertThat(fold(doubled)).isEqualTo(fold(life));
  }

  @Property
  void shouldJoinAnyPartitionToTheSameJob(
      @ForAll("lives") List<JobEvent> life,
      @ForAll @IntRange(min = 1, max = 4) int parts,
      @ForAll Random random) {
    List<List<JobEvent>> partition = new ArrayList<>();
    for (int i = 0; i < parts; i++) {
      partition.add(new ArrayList<>());
    }
    life.forEach(event -> partition.get(random.nextInt(parts)).add(event));

    JobState joined =
        partition.stream().map(JobEvents::fold).reduce(JobState.UNKNOWN, JobState::join);

    assertThat(joined).isEqualTo(fold(life));
  }

  @Property
  void shouldBeASemilattice(
      @ForAll("lives") List<JobEvent> a,
      @ForAll("lives") List<JobEvent> b,
      @ForAll("lives") List<JobEvent> c) {
    JobState x = fold(a);
    JobState y = fold(b);
    JobState z = fold(c);

    assertThat(x.join(x)).isEqualTo(x);
    assertThat(x.join(y)).isEqualTo(y.join(x));
    assertThat(x.join(y).join(z)).isEqualTo(x.join(y.join(z)));
    assertThat(x.join(JobState.UNKNOWN)).isEqualTo(x);
  }

  @Property
  void shouldNeverLeaveATerminalStatus(@ForAll("lives") List<JobEvent> life) {
    JobState state = JobState.UNKNOWN;
    boolean finished = false;
    for (JobEvent event : life) {
      state = state.apply(event);
      finished |= event.change() instanceof Change.Finished;
      if (finished && view(state).isPresent()) {
        assertThat(view(state).orElseThrow().fields().get(JobField.JOB_STATUS))
            .isIn(Set.of(new FieldValue.Text("COMPLETED"), new FieldValue.Text("CANCELED")));
      }
    }
  }

  @Property
  void shouldBeVisibleOnceCreatedAndNotBefore(@ForAll("lives") List<JobEvent> life) {
    boolean created = life.stream().anyMatch(event -> event.change() instanceof Change.Created);

    assertThat(view(fold(life)).isPresent()).isEqualTo(created);
  }

  @Property
  void shouldTakeTheLatestOccurrenceAsModification(@ForAll("lives") List<JobEvent> life) {
    long latest = life.stream().mapToLong(event -> event.stamp().occurredAt()).max().orElseThrow();

    assertThat(fold(life).lastOccurredAt()).isEqualTo(latest);
  }

  @Property
  void shouldBeBoundedByFieldsNotByEvents(@ForAll("lives") List<JobEvent> life) {
    JobState state = fold(life);
    long patched =
        life.stream()
            .filter(event -> event.change() instanceof Change.Modified)
            .flatMap(event -> ((Change.Modified) event.change()).fields().keySet().stream())
            .distinct()
            .count();

    assertThat(state.patches()).hasSize((int) patched);
  }

  @Property
  void shouldMergeRevisionsInAnyOrder(
      @ForAll List<@IntRange(max = 3) Integer> partitions, @ForAll Random random) {
    List<Revision> met = new ArrayList<>();
    for (int i = 0; i < partitions.size(); i++) {
      met.add(Revision.at(partitions.get(i), i));
    }
    Revision none = new Revision(new TreeMap<>());
    Revision inOrder = met.stream().reduce(none, Revision::join);
    Collections.shuffle(met, random);

    assertThat(met.stream().reduce(none, Revision::join)).isEqualTo(inOrder);
    assertThat(inOrder.join(inOrder)).isEqualTo(inOrder);
  }
}
