/**
 * The RPC protocol of Alibaba Cloud, as its SDKs speak it: {@code Action=QueryOTAJob} on {@code /},
 * by GET or POST, answered in JSON or XML. {@link dev.otajobs.api.rpc.RpcError} is the one place
 * that knows error codes and their HTTP statuses.
 */
@NullMarked
package dev.otajobs.api.rpc;

import org.jspecify.annotations.NullMarked;
