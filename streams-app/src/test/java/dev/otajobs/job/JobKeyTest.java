package dev.otajobs.job;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;

class JobKeyTest {

  @Test
  void shouldKnowJobIds() {
    assertThat(JobKey.isJobId("j")).isTrue();
    assertThat(JobKey.isJobId("任".repeat(128))).isTrue();
    assertThat(JobKey.isJobId("a/b c****")).isTrue();
    assertThat(JobKey.isJobId("")).isFalse();
    assertThat(JobKey.isJobId("j".repeat(129))).isFalse();
    assertThat(JobKey.isJobId("a\nb")).isFalse();
    assertThat(JobKey.isJobId("\uD800")).isFalse();
  }
}
