package dev.otajobs.api.rest;

import dev.otajobs.query.watch.EventSignals;
import io.vertx.core.http.HttpServerResponse;

/** One caller that watches something. */
interface Watch {

  /** Watches from now on, for a response that is begun later. */
  EventSignals.Subscription subscribe(EventSignals signals);

  /** Begins the reply. */
  void begin(HttpServerResponse to);

  /** The instance stops. Any thread may say so. */
  void closing();

  /** The connection is closed, or the reply is over. */
  void over();
}
