package dev.otajobs.benchmarks;

import dev.otajobs.auth.accounts.AccessKey;
import dev.otajobs.auth.accounts.AccessKeyId;
import dev.otajobs.auth.accounts.Account;
import dev.otajobs.auth.accounts.AccountEntry;
import dev.otajobs.auth.accounts.Accounts;
import dev.otajobs.auth.accounts.Secret;
import dev.otajobs.auth.call.Parameter;
import dev.otajobs.auth.call.SignedCall;
import dev.otajobs.testkit.signing.Call;
import dev.otajobs.testkit.signing.Signer;
import io.vertx.core.MultiMap;
import io.vertx.core.buffer.Buffer;
import java.util.Comparator;
import java.util.List;
import java.util.Optional;
import java.util.Set;

/** QueryOTAJob as the SDKs send it, signed; and the account that signed it. */
final class Calls {

  static final String TIME = "2026-11-22T19:15:24Z";
  static final Account ACCOUNT = new Account("100000000000001", 100_000, Set.of());

  private static final Signer SIGNER =
      new Signer("LTAI5tBenchmarkAccessKey", "thirtyCharactersOfSomeSecret00");

  static final AccessKeyId KEY = new AccessKeyId(SIGNER.keyId());

  private static final String NONCE = "3f2504e0-4f89-11d3-9a0c-0305e82c3301";
  private static final String JOB = "HvKuBpuk3rdk6E92CP****0200";

  private Calls() {}

  static Accounts accounts() {
    AccessKey key = new AccessKey(KEY, Secret.of(SIGNER.secret()), true, Optional.empty());
    return new Accounts(List.of(new AccountEntry(ACCOUNT, List.of(key), List.of())));
  }

  /** A GET with ten parameters. */
  static SignedCall v1(String method) {
    Call call = new Call("GET").query("JobId", JOB).query("Format", "JSON");
    return received(SIGNER.v1(call, method, TIME, NONCE));
  }

  /** A POST with one parameter and six signed headers, without a body. */
  static SignedCall v3() {
    Call call = new Call("POST").query("JobId", JOB);
    return received(SIGNER.v3(call, Signer.V3_HEADERS, TIME, NONCE));
  }

  /** The call as the service receives it, its parameters sorted. */
  private static SignedCall received(Call call) {
    List<Parameter> query =
        call.query().stream()
            .map(parameter -> new Parameter(parameter.name(), parameter.value()))
            .sorted(Comparator.comparing(Parameter::name))
            .toList();
    MultiMap headers = MultiMap.caseInsensitiveMultiMap();
    call.headers().forEach(headers::add);
    return new SignedCall(call.method(), call.path(), query, List.of(), headers, Buffer.buffer());
  }
}
