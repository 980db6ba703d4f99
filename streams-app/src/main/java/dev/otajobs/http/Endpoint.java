package dev.otajobs.http;

import java.time.Duration;
import java.util.Optional;

/**
 * Where a listener listens, and what it bears.
 *
 * @param name tells listeners apart: a tag of its metrics
 * @param settings the keys that say where, for errors
 * @param port 0 takes a free one
 * @param certificate empty listens in clear
 * @param maxConnections more are closed at once
 * @param requestTimeout within which a request must have come as a whole; a TLS handshake has the
 *     same time once more
 */
public record Endpoint(
    String name,
    String settings,
    String host,
    int port,
    Optional<ServerCertificate> certificate,
    int maxConnections,
    Duration requestTimeout) {}
