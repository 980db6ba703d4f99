package dev.otajobs.query.routing;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.ArrayList;
import java.util.Collection;
import java.util.List;
import java.util.Properties;
import org.apache.kafka.streams.KafkaStreams;
import org.apache.kafka.streams.StreamsMetadata;
import org.apache.kafka.streams.Topology;
import org.apache.kafka.streams.state.HostInfo;
import org.junit.jupiter.api.Test;

/** Who holds what, as the group last said. */
class GroupMetadataTest {

  private static final String EVENTS = "events";
  private static final HostInfo A = new HostInfo("a", 1);
  private static final HostInfo B = new HostInfo("b", 1);
  private static final HostInfo C = new HostInfo("c", 1);

  private final Collection<StreamsMetadata> members = new ArrayList<>();
  private final GroupMetadata group = new GroupMetadata(() -> members, A, EVENTS, 3);

  @Test
  void shouldHoldAllUntilItIsToldMore() {
    // when
    group.refresh();

    // then
    assertThat(group.self()).isEqualTo(A);
    assertThat(group.hosts()).containsExactly(A);
    assertThat(group.replicas(0)).containsExactly(A);
    assertThat(group.replicas(2)).containsExactly(A);
  }

  @Test
  void shouldPutTheOwnerFirst() {
    // given
    members.add(Member.of(C, EVENTS, new int[] {}, 0, 1));
    members.add(Member.of(A, EVENTS, new int[] {1}, 0));
    members.add(Member.of(B, EVENTS, new int[] {0}, 1));

    // when
    group.refresh();

    // then
    assertThat(group.replicas(0)).startsWith(B).containsExactlyInAnyOrder(A, B, C);
    assertThat(group.replicas(1)).startsWith(A).containsExactlyInAnyOrder(A, B, C);
    assertThat(group.replicas(2)).as("nobody's, as in a rebalance").isEmpty();
    assertThat(group.hosts()).containsExactlyInAnyOrder(A, B, C);
  }

  @Test
  void shouldTellHostsApartWhosePortsMakeThemLookAlike() {
    // given
    HostInfo one = new HostInfo("ota-1", 19080);
    HostInfo other = new HostInfo("ota-11", 9080);
    members.add(Member.of(one, EVENTS, new int[] {0}));
    members.add(Member.of(other, EVENTS, new int[] {1}));

    // when
    group.refresh();

    // then
    assertThat(group.hosts()).containsExactlyInAnyOrder(one, other);
  }

  @Test
  void shouldNotCountOtherTopics() {
    // given
    members.add(Member.of(B, "misplaced", new int[] {0}, 1));

    // when
    group.refresh();

    // then
    assertThat(group.replicas(0)).isEmpty();
    assertThat(group.hosts()).containsExactly(B);
  }

  @Test
  void shouldKeepWhatItKnowsIfNobodyCanSayMore() {
    // given
    members.add(Member.of(B, EVENTS, new int[] {0, 1, 2}));
    group.refresh();

    // when
    members.clear();
    group.refresh();

    // then
    assertThat(group.replicas(0)).isEqualTo(List.of(B));
  }

  @Test
  void shouldBearAStreamThatDoesNotRun() {
    // given
    Properties settings = new Properties();
    settings.put("application.id", "a");
    settings.put("bootstrap.servers", "127.0.0.1:1");
    Topology topology = new Topology();
    topology.addSource("s", "t");

    // when
    try (KafkaStreams streams = new KafkaStreams(topology, settings)) {
      GroupMetadata created = GroupMetadata.of(streams, A, EVENTS, 1);
      created.refresh();
      streams.close();
      created.refresh();

      // then
      assertThat(created.replicas(0)).containsExactly(A);
    }
  }
}
