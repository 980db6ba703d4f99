/**
 * Probes, status and metrics for operators. The probes follow the rules of Kubernetes: an instance
 * that is not live should be restarted; an instance that is not ready should get no calls.
 */
@NullMarked
package dev.otajobs.ops;

import org.jspecify.annotations.NullMarked;
