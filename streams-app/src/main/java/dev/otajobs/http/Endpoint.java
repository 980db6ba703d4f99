package dev.otajobs.http;

import java.time.Duration;
import java.util.Optional;

/**
 * The address and the bounds of a listener.
 *
 * @param name of the listener, a tag of its metrics
 * @param settings the keys of the address, for errors
 * @param port 0 takes a free one
 * @param certificate empty listens in clear
 * @param maxConnections the most open connections; further ones are closed at once
 * @param http2 whether it speaks HTTP/2 as well, if it has a certificate
 * @param requestTimeout the longest time from the first byte of a request to its last; a TLS
 *     handshake may take the same time in addition. It does not hold for HTTP/2
 */
public record Endpoint(
    String name,
    String settings,
    String host,
    int port,
    Optional<ServerCertificate> certificate,
    int maxConnections,
    boolean http2,
    Duration requestTimeout) {}
