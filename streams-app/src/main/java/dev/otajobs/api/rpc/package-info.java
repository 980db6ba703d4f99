/**
 * The RPC protocol of Alibaba Cloud, as its SDKs use it: {@code Action=QueryOTAJob} on {@code /} by
 * GET or POST, answered in JSON or XML. {@link dev.otajobs.api.rpc.RpcError} has the error codes
 * and their HTTP statuses; those of authentication are in {@code AuthError}.
 */
@NullMarked
package dev.otajobs.api.rpc;

import org.jspecify.annotations.NullMarked;
