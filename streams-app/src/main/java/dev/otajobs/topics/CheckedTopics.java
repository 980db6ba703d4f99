package dev.otajobs.topics;

import dev.otajobs.ingest.Partitioning;

/**
 * What the service has to know of the topics, which fit together.
 *
 * @param partitioning that all of them agree on but the topic of packages
 * @param packages the partitioning of the topic of packages
 * @param maxRecordBytes a record of so many bytes, uncompressed, fits into the dead letters with
 *     the headers that say why it is there
 * @param hasHistories whether histories were kept before
 * @param hasChangelog whether the table has a changelog already, which is restored from
 */
public record CheckedTopics(
    Partitioning partitioning,
    Partitioning packages,
    int maxRecordBytes,
    boolean hasHistories,
    boolean hasChangelog) {}
