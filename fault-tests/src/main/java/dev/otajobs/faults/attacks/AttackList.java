package dev.otajobs.faults.attacks;

import java.util.List;

/** Which attacks are made. */
final class AttackList {

  /** One after the other, in the order of the page. */
  static final List<Attack> ALL =
      List.of(
          new Attack(
              "decompression bomb", "producer", "the brokers refuse it", ProducerAttacks::bomb),
          new Attack(
              "records as large as the topic takes",
              "producer",
              "dead letters with their lengths; memory stays bounded",
              ProducerAttacks::largeRecords),
          new Attack(
              "records of 100,000 empty headers",
              "producer",
              "dead letters; Kafka fetches 1 MiB of a partition at once",
              ProducerAttacks::manyHeaders),
          new Attack(
              "a schema of 2,000 branches",
              "who registers schemas",
              "dead letters",
              ProducerAttacks::hostileSchema),
          new Attack(
              "many unknown schema ids",
              "producer",
              "all of them together wait for 2 s, and then for a twentieth of the time",
              ProducerAttacks::unknownIds),
          new Attack(
              "forged origins",
              "who writes misplaced events",
              "only partitions that exist, and 64 of them",
              ProducerAttacks::forgedOrigins),
          new Attack(
              "bodies that never come",
              "anybody",
              "a quarter of `http.max.concurrent` from one address; the oldest are closed",
              CallerAttacks::bodies),
          new Attack(
              "scrapes without a pause",
              "anybody",
              "made four times a second, off the event loops",
              CallerAttacks::scrapes),
          new Attack(
              "calls far beyond the quota", "caller", "no nonce is used", CallerAttacks::nonces),
          new Attack(
              "calls that wait",
              "caller",
              "half of `http.max.concurrent` for one account",
              CallerAttacks::waiting),
          new Attack(
              "watches without end",
              "caller",
              "`http.max.watches`; of lists 4 of an account",
              ReadAttacks::watches),
          new Attack(
              "lists and batches without a pause",
              "caller",
              "as calls that wait; four scans at once",
              ReadAttacks::lists),
          new Attack(
              "searches without a pause",
              "an account with `operate`",
              "16 calls of operators at once, two of them at work",
              ReadAttacks::searches),
          new Attack(
              "a wrong signature over a proxy's header, and over 60 KB",
              "anybody",
              "4,096 characters are quoted, and no header of others",
              CallerAttacks::echo),
          new Attack(
              "two hosts, unknown transfer codings, 200 headers",
              "anybody",
              "400, and the connection is closed",
              CallerAttacks::smuggling),
          new Attack(
              "characters that act on a terminal",
              "producer",
              "escaped",
              OperatorMistakes::terminal),
          new Attack(
              "settings that open the service",
              "operator",
              "the start refuses them",
              OperatorMistakes::openSettings),
          new Attack(
              "a heard call after a restart",
              "network",
              "nonces outlive the restart",
              CallerAttacks::replayAfterRestart));

  /** The names of those that are made at once, too. */
  static final List<String> TOGETHER =
      List.of(
          "decompression bomb",
          "records as large as the topic takes",
          "a schema of 2,000 branches",
          "many unknown schema ids",
          "bodies that never come",
          "scrapes without a pause",
          "calls far beyond the quota",
          "calls that wait");

  private AttackList() {}
}
